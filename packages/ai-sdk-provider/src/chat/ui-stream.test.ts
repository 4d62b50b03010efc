import {
  convertToModelMessages,
  DefaultChatTransport,
  readUIMessageStream,
  streamText,
  type UIMessage,
} from "ai";
import { expect, it } from "vitest";
import { checkOrder } from "../../test/check-order.ts";
import { startCometAPI } from "../../test/start-cometapi.ts";

const cometapi = startCometAPI();

/** A route as an application writes it. */
async function handleChat(messages: UIMessage[]): Promise<Response> {
  const result = streamText({
    model: checkOrder(cometapi.create()("deepseek-reasoner")),
    messages: await convertToModelMessages(messages),
  });
  return result.toUIMessageStreamResponse({ sendReasoning: true });
}

it("feeds the message stream of useChat, reasoning before text", async () => {
  const question: UIMessage = {
    id: "1",
    role: "user",
    parts: [{ type: "text", text: "Say hello world" }],
  };
  // What `useChat` does below its hook.
  const transport = new DefaultChatTransport<UIMessage>({
    api: "http://localhost/api/chat",
    fetch: () => handleChat([question]),
  });
  const stream = await transport.sendMessages({
    chatId: "chat",
    messageId: undefined,
    messages: [question],
    trigger: "submit-message",
    abortSignal: undefined,
  });
  let message: UIMessage | undefined;
  for await (const state of readUIMessageStream({ stream })) message = state;
  const parts = message?.parts.filter(({ type }) => type !== "step-start") ?? [];
  expect(parts).toMatchObject([
    { type: "reasoning", state: "done" },
    { type: "text", state: "done", text: expect.stringMatching(/hello world/i) },
  ]);
});

it("carries a conversation through the message stream and back", async () => {
  const first: UIMessage = { id: "1", role: "user", parts: [{ type: "text", text: "Say hi" }] };
  const answer: UIMessage = {
    id: "2",
    role: "assistant",
    parts: [
      { type: "reasoning", text: "Hm.", state: "done" },
      { type: "text", text: "Hi", state: "done" },
    ],
  };
  const second: UIMessage = { id: "3", role: "user", parts: [{ type: "text", text: "Again" }] };
  const response = await handleChat([first, answer, second]);
  await response.text();
  expect(cometapi.lastBody()).toMatchObject({
    messages: [{ role: "user" }, { role: "assistant", content: "Hi" }, { role: "user" }],
  });
});
