// Lets Claude think about a text that its cache keeps, and tells what the cache saved.
import { accumulateChatEvents, CometAPIClient } from "@cometapi/core";

const client = new CometAPIClient({ api: "messages" });
const rules = "The harbour opens at six. The harbour closes at ten. ".repeat(200);

for (const question of ["When does the harbour open?", "When does the harbour close?"]) {
  const { events } = await client.chat({
    model: "claude-opus-5",
    messages: [
      {
        role: "system",
        content: [{ type: "text", text: rules, cacheControl: { type: "ephemeral", ttl: "1h" } }],
      },
      { role: "user", content: question },
    ],
    reasoningEffort: "low",
  });
  const { choices, usage } = accumulateChatEvents(events);
  const { cacheRead, cacheWrite } = usage?.inputTokens ?? {};
  console.log(choices[0]?.reasoning, choices[0]?.text);
  console.log("written:", cacheWrite, "read:", cacheRead);
}
