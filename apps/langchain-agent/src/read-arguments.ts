import path from "node:path";
import { connectionHelp, parseOptions, UsageError } from "@cometapi/terminal";

/** What the person asked for on the command line. */
export interface AgentArguments {
  folder: string;
  model: string;
  /** The file in which the conversation is kept. Undefined if it is not kept. */
  conversationFile: string | undefined;
  /** Empty if questions are read line by line from the terminal. */
  question: string;
}

const documentation = path.resolve(import.meta.dirname, "../../../docs");
const memory = path.resolve(import.meta.dirname, "../.conversations");

export const helpText: string = `An agent that answers questions about the files of a folder, with quotations.

Usage: npm run agent -- [options] [question]

  --folder <path>         default: the documentation of this repository
  --model <id>            default gpt-5
  --conversation <name>   goes on with this conversation, and keeps it for tomorrow
  --memory <folder>       where conversations are kept, default apps/langchain-agent/.conversations
  --help                  show this

Without a question it reads one from each line that you type, until Ctrl+D.

${connectionHelp}`;

/** Reads the command line. Throws a `UsageError` that names the option. */
export function readArguments(argv: readonly string[]): AgentArguments {
  const { values, positionals } = parseOptions({
    args: [...argv],
    allowPositionals: true,
    options: {
      folder: { type: "string" },
      model: { type: "string" },
      conversation: { type: "string" },
      memory: { type: "string" },
    },
  });
  const { conversation } = values;
  if (conversation !== undefined && !/^[\w-]{1,64}$/.test(conversation)) {
    throw new UsageError("--conversation takes a name of letters, digits, - and _.");
  }
  return {
    folder: values.folder ?? documentation,
    model: values.model ?? "gpt-5",
    conversationFile:
      conversation === undefined
        ? undefined
        : path.join(values.memory ?? memory, `${conversation}.json`),
    question: positionals.join(" ").trim(),
  };
}
