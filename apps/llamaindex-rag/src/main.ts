import type { Cost } from "@cometapi/core";
import { CometAPIEmbedding, cometapi } from "@cometapi/llamaindex";
import {
  connect,
  type Connection,
  describeCost,
  describeFailure,
  Printer,
  readQuestions,
  runCommand,
  UsageError,
} from "@cometapi/terminal";
import { Settings, type VectorStoreIndex } from "llamaindex";
import { answerQuestion } from "./answer-question.ts";
import { type FileChange, loadIndex, toVectorIndex, updateIndex } from "./folder-index.ts";
import { type AskArguments, helpText, readArguments } from "./read-arguments.ts";

await runCommand({ helpText, readArguments, run: answerQuestions });

async function answerQuestions(askArguments: AskArguments): Promise<number> {
  const { question } = askArguments;
  const printer = new Printer(process.stdout);
  await using connection = await connect();
  printer.line(connection.description);
  const costs: Cost[] = [];
  useModels(askArguments, connection, (cost) => costs.push(cost));

  let index: VectorStoreIndex;
  try {
    index = await prepareIndex(askArguments, printer);
  } catch (failure) {
    if (failure instanceof UsageError) throw failure;
    printer.line(`Failed: ${describeFailure(failure)}`, "red");
    return 1;
  }
  let failures = 0;
  for await (const asked of readQuestions(question, printer)) {
    printer.line(`\n${asked}`, ["bold", "cyan"]);
    try {
      for await (const piece of answerQuestion(index, asked)) {
        if (piece.type === "text") printer.piece(piece.text);
        else {
          const label = piece.isNamed ? "Sources" : "The answer names no source. It was given";
          printer.line(`${label}: ${piece.sources.join(" · ")}`, "dim");
        }
      }
      printer.endLine();
    } catch (failure) {
      printer.line(`Failed: ${describeFailure(failure)}`, "red");
      failures += 1;
    }
    printer.line(describeCost(costs.splice(0)), "dim");
  }
  return failures === 0 ? 0 : 1;
}

/** Sets the models in LlamaIndex's global settings. */
function useModels(
  { model, embeddingModel }: AskArguments,
  { settings }: Connection,
  onCost: (cost: Cost) => void,
): void {
  const common = {
    ...settings,
    maxRetries: 1,
    includeCost: true,
    onUsage: ({ cost }: { cost: Cost }) => onCost(cost),
  };
  Settings.llm = cometapi({ ...common, model });
  Settings.embedModel = new CometAPIEmbedding({ ...common, model: embeddingModel });
}

/** Updates the index and prints what has changed. */
async function prepareIndex(
  { folder, indexFile, embeddingModel }: AskArguments,
  printer: Printer,
): Promise<VectorStoreIndex> {
  const stored = await loadIndex(indexFile, embeddingModel);
  const changes = updateIndex(stored, folder, indexFile, Settings.embedModel);
  let same = 0;
  for await (const change of changes) {
    if (change.change === "same") same += 1;
    else printer.line(describeChange(change), change.change === "unreadable" ? "red" : "dim");
  }
  if (same > 0) printer.line(`${same} ${same === 1 ? "document" : "documents"} as before`, "dim");
  if (Object.keys(stored.files).length === 0) {
    throw new UsageError(`No document in ${folder} could be read.`);
  }
  return toVectorIndex(stored);
}

function describeChange(change: FileChange): string {
  if (change.change !== "unreadable") return `${change.change}: ${change.path}`;
  return `left out: ${change.path}: ${change.reason.replace(/\.$/, "")}`;
}
