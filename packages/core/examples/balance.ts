// What the account has left. Needs no model and costs nothing.
import { CometAPIClient } from "@cometapi/core";

const client = new CometAPIClient();
const { totalUSD, usedUSD, keys } = await client.getBalance();

console.log(`used ${usedUSD} of ${totalUSD} USD`);
for (const { name, remainingUSD } of keys) console.log(name, remainingUSD);
