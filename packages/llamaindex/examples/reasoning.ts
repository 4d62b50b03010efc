// Reasoning arrives as `options.thinking`, before the answer.
import { cometapi } from "@cometapi/llamaindex";

const llm = cometapi({ model: "deepseek-reasoner", reasoningEffort: "low" });
const messages = [{ role: "user" as const, content: "What is 17 * 23?" }];

for await (const { delta, options } of await llm.chat({ messages, stream: true })) {
  if (options?.thinking !== undefined) console.log("thinking:", options.thinking);
  if (delta !== "") console.log("answer:", delta);
}
