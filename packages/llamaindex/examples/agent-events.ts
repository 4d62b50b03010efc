// What happens within an agent, as it happens: text, usage, and a failure that was not thrown.
import { CometAPIError, cometapi } from "@cometapi/llamaindex";
import { agent, agentStreamEvent } from "@llamaindex/workflow";

const assistant = agent({ llm: cometapi({ model: "gpt-4o-mini" }), tools: [] });

for await (const event of assistant.runStream("Count to 5.")) {
  if (!agentStreamEvent.include(event)) continue;
  const { delta, raw } = event.data;
  if (delta !== "") console.log(delta);
  if (typeof raw !== "object" || raw === null) continue;
  if ("usage" in raw && raw.usage) console.log("usage:", raw.usage);
  if ("error" in raw && CometAPIError.isInstance(raw.error)) console.log(raw.error.code);
}
