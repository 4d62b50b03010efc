import { createCometAPI } from "@cometapi/ai-sdk-provider";
import { generateText } from "ai";

// Prices come from CometAPI's public catalogue; nothing is sent that may pass the budget.
const cometapi = createCometAPI({ includeCost: true, budget: { maxUSD: 5 } });

const { providerMetadata } = await generateText({
  model: cometapi("gpt-5"),
  prompt: "Say hi",
});

// null where a part of the cost is not known: `missing` says which.
const { charge } = providerMetadata?.["cometapi"] ?? {};
const usd = typeof charge === "object" && charge !== null && "usd" in charge ? charge.usd : null;
console.log(usd, "USD");
