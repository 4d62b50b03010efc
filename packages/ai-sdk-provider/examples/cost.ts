import { createCometAPI } from "@cometapi/ai-sdk-provider";
import { generateText } from "ai";

// Prices come from CometAPI's public catalogue. A call that may exceed the budget is not sent.
const cometapi = createCometAPI({ includeCost: true, budget: { maxUSD: 5 } });

const { providerMetadata } = await generateText({
  model: cometapi("gpt-5"),
  prompt: "Say hi",
});

// null if a part of the cost is not known: `missing` names the part.
const { charge } = providerMetadata?.["cometapi"] ?? {};
const usd = typeof charge === "object" && charge !== null && "usd" in charge ? charge.usd : null;
console.log(usd, "USD");
