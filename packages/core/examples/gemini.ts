// Lets Gemini think and call a function by its own API; what must go back with its answers does.
import { accumulateChatEvents, type ChatMessage, CometAPIClient } from "@cometapi/core";

const client = new CometAPIClient({ api: "gemini" });
const parameters = { type: "object", properties: { city: { type: "string" } } };
const tools = [{ type: "function" as const, name: "get_weather", parameters }];
const messages: ChatMessage[] = [{ role: "user", content: "What is the weather in Paris?" }];

for (let step = 0; step < 5; step += 1) {
  const { events } = await client.chat({
    model: "gemini-3-pro-preview",
    messages,
    tools,
    reasoningEffort: "high",
  });
  const [choice] = accumulateChatEvents(events).choices;
  messages.push({ role: "assistant", content: choice?.content ?? [] });
  console.log(choice?.finishReason, choice?.text);
  if (choice?.toolCalls.length === 0) break;
  for (const { id } of choice?.toolCalls ?? []) {
    messages.push({ role: "tool", toolCallId: id, content: "21 degrees and sunny" });
  }
}
