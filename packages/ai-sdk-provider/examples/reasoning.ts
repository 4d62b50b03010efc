import { cometapi } from "@cometapi/ai-sdk-provider";
import { streamText } from "ai";

const result = streamText({
  model: cometapi("deepseek-reasoner"),
  prompt: "Say hello world",
  reasoning: "high",
});

for await (const part of result.fullStream) {
  if (part.type === "reasoning-delta") console.log("thinking:", part.text);
  if (part.type === "text-delta") console.log("answer:", part.text);
}
