import { createCometAPI } from "@cometapi/ai-sdk-provider";
import { generateText } from "ai";

// Where CometAPI does not tell the cost, its public catalogue has the prices for an estimate.
const cometapi = createCometAPI({ includeCost: true });

const { providerMetadata } = await generateText({
  model: cometapi("gpt-5"),
  prompt: "Say hi",
});

const { cost, estimatedCost } = providerMetadata?.["cometapi"] ?? {};
console.log(cost ?? estimatedCost, "USD");
