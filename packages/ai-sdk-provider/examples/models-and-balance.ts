import { cometapi } from "@cometapi/ai-sdk-provider";

const { models } = await cometapi.getAvailableModels();
const chatModels = models.filter(({ type }) => type === "text");
console.log(`${chatModels.length} chat models`);

const gpt = models.find(({ id }) => id === "gpt-5");
console.log(`gpt-5 reads ${gpt?.contextWindow} tokens`);

const { totalUSD, usedUSD } = await cometapi.getBalance();
console.log(`used ${usedUSD} of ${totalUSD} USD`);
