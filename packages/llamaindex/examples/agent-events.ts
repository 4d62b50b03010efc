// What happens within an agent, as it happens: reasoning, text, usage, and a failure that was not thrown.
import { CometAPIError, cometapi, readChunkOptions } from "@cometapi/llamaindex";
import { agent, agentStreamEvent } from "@llamaindex/workflow";

const assistant = agent({ llm: cometapi("gpt-4o-mini"), tools: [] });

for await (const event of assistant.runStream("Count to 5.")) {
  if (!agentStreamEvent.include(event)) continue;
  const { delta, raw } = event.data;
  if (delta !== "") console.log(delta);
  const { thinking, usage, error } = readChunkOptions(raw) ?? {};
  if (thinking !== undefined) console.log("thinking:", thinking);
  if (usage !== undefined) console.log("tokens:", usage.totalTokens);
  if (CometAPIError.isInstance(error)) console.log(error.code);
}
