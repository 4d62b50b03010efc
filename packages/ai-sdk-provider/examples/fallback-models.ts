import { createCometAPI } from "@cometapi/ai-sdk-provider";
import { generateText } from "ai";

// Tried in this order, before any output, when the first cannot be served.
const cometapi = createCometAPI({ fallbackModels: ["gpt-5-mini", "claude-sonnet-5"] });

const { providerMetadata } = await generateText({
  model: cometapi("a-model-that-was-retired"),
  prompt: "Say hi",
});

console.log("served by", providerMetadata?.["cometapi"]?.["model"]);
