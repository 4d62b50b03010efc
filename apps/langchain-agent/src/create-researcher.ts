import { ChatCometAPI, type ChatCometAPISettings } from "@cometapi/langchain";
import type { BaseCheckpointSaver } from "@langchain/langgraph";
import { createAgent } from "langchain";
import { createTools } from "./create-tools.ts";
import { findings } from "./find-quotation.ts";
import type { TextFile } from "./folder.ts";

const systemPrompt = `You answer questions about the files of a folder.
Search before you answer, and read the places you found. Say only what the files say, and quote it word
for word with its path and line. When they do not answer the question, say so and quote nothing.`;

/** An agent that reads files and answers in the form of `findings`. */
export function createResearcher(
  files: readonly TextFile[],
  settings: ChatCometAPISettings,
  checkpointer: BaseCheckpointSaver,
) {
  return createAgent({
    model: new ChatCometAPI(settings),
    tools: createTools(files),
    systemPrompt,
    responseFormat: findings,
    checkpointer,
  });
}

export type Researcher = ReturnType<typeof createResearcher>;
