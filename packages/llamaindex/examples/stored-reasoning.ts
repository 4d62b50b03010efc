// Claude thinks, calls a tool and answers; the conversation is stored and goes on in another process.
import { cometapi, readChunkOptions } from "@cometapi/llamaindex";
import { agent, agentStreamEvent } from "@llamaindex/workflow";
import { createMemory, loadMemory, tool } from "llamaindex";

const llm = cometapi("claude-sonnet-4-5", { reasoningEffort: "medium" });
const weather = tool(() => "17.3 degrees", { name: "get_weather", description: "Get the weather" });

const memory = createMemory();
const events = agent({ llm, tools: [weather], memory }).runStream("What is the weather?");
for await (const event of events) {
  if (!agentStreamEvent.include(event)) continue;
  const { thinking } = readChunkOptions(event.data.raw) ?? {};
  if (thinking !== undefined) console.log("thinking:", thinking);
}

const stored = memory.snapshot();
const next = agent({ llm, tools: [weather], memory: loadMemory(stored) });
const { data } = await next.run("Is that warm?");
console.log(data.result);
