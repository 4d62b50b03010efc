import { cometapi } from "@cometapi/ai-sdk-provider";
import { convertToModelMessages, streamText, type UIMessage } from "ai";

/** A route handler as Next.js and others take it, for `useChat` in the page. */
export async function POST(request: Request): Promise<Response> {
  const { messages }: { messages: UIMessage[] } = await request.json();
  const result = streamText({
    model: cometapi("deepseek-reasoner"),
    messages: await convertToModelMessages(messages),
  });
  return result.toUIMessageStreamResponse({ sendReasoning: true });
}

const message = { id: "1", role: "user", parts: [{ type: "text", text: "Say hello world" }] };
const body = JSON.stringify({ messages: [message] });
const response = await POST(new Request("http://localhost/api/chat", { method: "POST", body }));
console.log(response.headers.get("content-type"), (await response.text()).length > 0);
