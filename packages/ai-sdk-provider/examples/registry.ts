import { cometapi } from "@cometapi/ai-sdk-provider";
import { createProviderRegistry, customProvider, generateText } from "ai";

const models = customProvider({
  languageModels: { fast: cometapi("gpt-5-mini"), deep: cometapi("claude-opus-5") },
  fallbackProvider: cometapi,
});
const registry = createProviderRegistry({ my: models });

const { text } = await generateText({
  model: registry.languageModel("my:fast"),
  prompt: "Say hello world",
});

console.log(text);
