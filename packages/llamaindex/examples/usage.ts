// Count the tokens and the cost of everything an application asks, whichever engine or agent asks it.
import { cometapi } from "@cometapi/llamaindex";
import { Settings, SimpleChatEngine } from "llamaindex";

let usd = 0;
Settings.llm = cometapi({
  model: "gpt-5",
  includeCost: true,
  onUsage: ({ cost }) => {
    usd += cost.knownUSD;
  },
});

const engine = new SimpleChatEngine();
await engine.chat({ message: "Count to 5." });
await engine.chat({ message: "Say thank you." });
console.log(`${usd} USD`);
