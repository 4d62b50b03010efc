import { cometapi } from "@cometapi/ai-sdk-provider";
import { generateText } from "ai";

const handbook = "Our office opens at nine and closes at five. ".repeat(300);

// Claude is asked by Anthropic's Messages API; Chat Completions would lose the mark for the cache.
const { text, usage } = await generateText({
  model: cometapi("claude-sonnet-5"),
  instructions: {
    role: "system",
    content: handbook,
    providerOptions: { cometapi: { cacheControl: { type: "ephemeral" } } },
  },
  prompt: "When does our office open?",
});

console.log(text);
console.log(usage.inputTokenDetails);
