// An agent whose model fails: told from an answer, kept out of the memory, in words of your own.
import { agentMemoryAdapter, cometapi, isAgentFailure } from "@cometapi/llamaindex";
import { agent } from "@llamaindex/workflow";
import { createMemory } from "llamaindex";

const onAgentError = () => "Sorry, I cannot answer just now.";
const llm = cometapi("no-such-model", { onAgentError });
const memory = createMemory({ customAdapters: { cometapi: agentMemoryAdapter } });
const { data } = await agent({ llm, tools: [], memory }).run("Hello");

console.log(isAgentFailure(data.result), data.result);
console.log(JSON.stringify(await memory.get()));
