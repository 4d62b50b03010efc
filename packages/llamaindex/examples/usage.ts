// Count the tokens of everything an application asks, whichever engine or agent asks it.
import { cometapi } from "@cometapi/llamaindex";
import { Settings, SimpleChatEngine } from "llamaindex";

let total = 0;
Settings.llm = cometapi({
  model: "gpt-4o-mini",
  onUsage: (usage) => {
    total += usage.totalTokens ?? 0;
  },
});

const engine = new SimpleChatEngine();
await engine.chat({ message: "Count to 5." });
await engine.chat({ message: "Say thank you." });
console.log(`${total} tokens`);
