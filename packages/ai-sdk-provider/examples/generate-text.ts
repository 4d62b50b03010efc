import { cometapi } from "@cometapi/ai-sdk-provider";
import { generateText } from "ai";

// The key comes from the environment: COMETAPI_KEY.
const { text, usage, response } = await generateText({
  model: cometapi("gpt-5-mini"),
  prompt: "Say hello world",
});

console.log(text);
console.log(`${response.modelId}: ${usage.inputTokens} + ${usage.outputTokens} tokens`);
