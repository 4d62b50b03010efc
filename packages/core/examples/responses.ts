// Lets a model think, call a tool and go on from its own thoughts.
import { accumulateChatEvents, type ChatMessage, CometAPIClient } from "@cometapi/core";

const client = new CometAPIClient({ api: "responses" });
const messages: ChatMessage[] = [{ role: "user", content: "Is it cold in Oslo? Ask get_weather." }];

for (let step = 0; step < 5; step += 1) {
  const { events } = await client.chat({
    model: "gpt-5.6-sol",
    messages,
    reasoningEffort: "low",
    tools: [{ type: "function", name: "get_weather", description: "Tells the weather." }],
  });
  const [choice] = accumulateChatEvents(events).choices;
  console.log(choice?.finishReason, choice?.text);
  if (choice?.finishReason !== "tool-calls") break;
  // All of it goes back: text, calls, and reasoning that only OpenAI can read.
  messages.push({ role: "assistant", content: choice.content });
  for (const { id } of choice.toolCalls) {
    messages.push({ role: "tool", toolCallId: id, content: "Oslo: 3 °C, rain" });
  }
}
