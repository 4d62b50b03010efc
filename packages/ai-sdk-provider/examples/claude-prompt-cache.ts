import { cometapi } from "@cometapi/ai-sdk-provider";
import { generateText } from "ai";

const handbook = "Our office opens at nine and closes at five. ".repeat(300);

// Claude's prompt cache works on Anthropic's Messages API, and not on Chat Completions.
const { text, usage } = await generateText({
  model: cometapi.messages("claude-sonnet-5"),
  instructions: {
    role: "system",
    content: handbook,
    providerOptions: { cometapi: { cacheControl: { type: "ephemeral" } } },
  },
  prompt: "When does our office open?",
});

console.log(text);
console.log(usage.inputTokenDetails);
