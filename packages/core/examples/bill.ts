// What the answers of an application cost, by tag. `npx cometapi-bill` does the same with a file of lines.
import { CometAPIClient } from "@cometapi/core";
import { createBill, type UsageRecord } from "@cometapi/core/money";

const records: UsageRecord[] = [];
const client = new CometAPIClient({
  includeCost: true,
  onUsage: (record) => records.push(record),
});

const messages = [{ role: "user" as const, content: "Count to 5." }];
await client.chat({ model: "gpt-5", messages }, { tag: "counting" });
await client.chat({ model: "claude-sonnet-5", messages }, { tag: "checking" });

const { total, tags } = createBill(records);
for (const { name, cost } of tags) console.log(name, cost.knownUSD, "USD");
console.log("in all", total.cost.usd, "USD", ...total.cost.missing);
