// The tool loop without an agent: `exec` asks the model and runs the tools it calls, once.
import { cometapi } from "@cometapi/llamaindex";
import { type ChatMessage, tool } from "llamaindex";
import { z } from "zod";

const llm = cometapi({ model: "gpt-4o-mini" });
const weather = tool({
  name: "get_weather",
  description: "Get the current weather in a city",
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => `It is sunny in ${city}, 17.3 degrees.`,
});

const messages: ChatMessage[] = [{ role: "user", content: "What is the weather in Lisbon?" }];
for (;;) {
  const { newMessages, toolCalls } = await llm.exec({ messages, tools: [weather] });
  messages.push(...newMessages);
  if (toolCalls.length === 0) break;
}
console.log(messages.at(-1)?.content);
