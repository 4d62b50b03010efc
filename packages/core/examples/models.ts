// The models this key may use, and how each wants to be asked.
import { CometAPIClient, resolveModelTraits } from "@cometapi/core";

const client = new CometAPIClient();
const models = await client.listModels();
const chatModels = models.filter(({ endpointTypes }) => endpointTypes.includes("openai"));

for (const { id } of chatModels.slice(0, 3)) {
  const { maxTokensField, contextWindow, reasons } = resolveModelTraits(id);
  console.log(id, contextWindow, maxTokensField, reasons.topK);
}
