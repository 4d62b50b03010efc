// What a question may cost, and what its answer did cost.
import { accumulateChatEvents, CometAPIClient, findCatalogueModel } from "@cometapi/core";
import { calculateCost, estimateCost } from "@cometapi/core/money";

const model = "claude-sonnet-5";
const client = new CometAPIClient();
const price = findCatalogueModel(await client.fetchCatalogue(), model)?.price;

console.log("at most", estimateCost({ inputTokens: 1000, outputTokens: 200 }, price).usd, "USD");

const { events } = await client.chat({
  model,
  messages: [{ role: "user", content: "Count to 5." }],
  maxOutputTokens: 200,
});
console.log("was", calculateCost(accumulateChatEvents(events).usage, price).usd, "USD");
