import type { UsageRecord } from "@cometapi/core";
import { createBudget } from "@cometapi/core/money";
import { connect, Printer, runCommand } from "@cometapi/terminal";
import { createHooks } from "./create-hooks.ts";
import { loadDemos } from "./demos.ts";
import {
  formatDocuments,
  libraryDescription,
  readDocuments,
  searchDocuments,
} from "./documents.ts";
import type { Question } from "./question.ts";
import { type DemoArguments, helpText, readArguments } from "./read-arguments.ts";
import { describeBill } from "./describe-bill.ts";
import { showDemo } from "./show-demo.ts";

// The AI SDK would print its warnings in the middle of an answer.
globalThis.AI_SDK_LOG_WARNINGS = false;

await runCommand({ helpText, readArguments, run: runDemos });

async function runDemos({
  frameworks,
  model,
  fallbackModels,
  prompt,
  maxUSD,
  isVerbose,
}: DemoArguments): Promise<number> {
  const printer = new Printer(process.stdout);
  await using connection = await connect();
  printer.line("One key, three frameworks", "bold");
  printer.line(connection.description);
  printer.line(`\nQuestion: ${prompt}`);
  printer.line(`Model:    ${model}`);

  const documents = readDocuments();
  // All models share these: the list of what each answer cost, and the budget for all of them together.
  const records: UsageRecord[] = [];
  const budget = maxUSD === undefined ? undefined : createBudget({ maxUSD });
  const question: Question = {
    prompt,
    model,
    library: {
      documents,
      description: libraryDescription,
      text: formatDocuments(documents),
      search: (query) => formatDocuments(searchDocuments(documents, query)),
    },
    settings: {
      ...connection.settings,
      fallbackModels,
      // With the frameworks' defaults a person may wait a minute for an error.
      maxRetries: 1,
      includeCost: true,
      onUsage: (record) => records.push(record),
      ...(budget && { budget }),
      ...(isVerbose ? createHooks(printer) : {}),
    },
  };
  let failures = 0;
  for (const demo of await loadDemos(frameworks)) {
    const isGood = await showDemo(demo, question, printer, records);
    if (!isGood) failures += 1;
  }
  printer.line(`\nIn all: ${describeBill(records, budget)}`, "bold");
  return failures === 0 ? 0 : 1;
}
