import { createHash } from "node:crypto";
import path from "node:path";
import { connectionHelp, parseOptions } from "@cometapi/terminal";

/** What the person asked for on the command line. */
export interface AskArguments {
  folder: string;
  model: string;
  embeddingModel: string;
  /** The file in which the index of the folder is kept. */
  indexFile: string;
  /** Empty if questions are read line by line from the terminal. */
  question: string;
}

const app = path.dirname(import.meta.dirname);

export const helpText: string = `Answers questions from the Markdown, text, PDF and Word files of a folder, with its sources.

Usage: npm run ask -- [options] [question]

  --folder <path>           default: apps/llamaindex-rag/documents
  --model <id>              writes the answers, default gpt-5
  --embedding-model <id>    finds the passages, default text-embedding-3-small
  --index <file>            where the index is kept, default a file for each folder in
                            apps/llamaindex-rag/.indexes
  --help                    show this

Without a question it reads one from each line that you type, until Ctrl+D. Only files that are new or
have changed since the last time are read and embedded.

${connectionHelp}`;

/** Reads the command line. Throws a `UsageError` that names the option. */
export function readArguments(argv: readonly string[]): AskArguments {
  const { values, positionals } = parseOptions({
    args: [...argv],
    allowPositionals: true,
    options: {
      folder: { type: "string" },
      model: { type: "string" },
      "embedding-model": { type: "string" },
      index: { type: "string" },
    },
  });
  const folder = path.resolve(values.folder ?? path.join(app, "documents"));
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  return {
    folder,
    model: values.model ?? "gpt-5",
    embeddingModel: values["embedding-model"] ?? "text-embedding-3-small",
    indexFile: values.index ?? path.join(app, ".indexes", `${name}.json`),
    question: positionals.join(" ").trim(),
  };
}
