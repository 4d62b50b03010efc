import { createInterface } from "node:readline";
import type { Cost } from "@cometapi/core";
import { connect, describeFailure, Printer, UsageError } from "@cometapi/terminal";
import { MemorySaver } from "@langchain/langgraph";
import { createResearcher } from "./create-researcher.ts";
import { FileSaver } from "./file-saver.ts";
import { readFolder } from "./folder.ts";
import { type AgentArguments, helpText, readArguments } from "./read-arguments.ts";
import { research } from "./research.ts";
import { showResearch } from "./show-research.ts";

// Whoever reads a part only (`| head`) has seen enough.
process.stdout.on("error", () => process.exit(0));
process.once("SIGINT", () => process.exit(130));
process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  try {
    const agentArguments = readArguments(argv);
    if (!agentArguments.wantsHelp) return await answerQuestions(agentArguments);
    process.stdout.write(helpText);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

async function answerQuestions({
  folder,
  model,
  conversationFile,
  question,
}: AgentArguments): Promise<number> {
  const printer = new Printer(process.stdout);
  const files = await readFolder(folder);
  const checkpointer =
    conversationFile === undefined ? new MemorySaver() : await FileSaver.open(conversationFile);
  await using connection = await connect();
  printer.line(connection.description);
  printer.line(`${files.length} files in ${folder}`);

  let costs: Cost[] = [];
  const researcher = createResearcher(
    files,
    {
      ...connection.settings,
      model,
      // LangChain's own default lets a person wait up to a minute for an error.
      maxRetries: 1,
      onUsage: ({ cost }) => costs.push(cost),
    },
    checkpointer,
  );
  let failures = 0;
  for await (const asked of question === "" ? readQuestions(printer) : [question]) {
    costs = [];
    printer.line(`\n${asked}`, ["bold", "cyan"]);
    try {
      const isAnswered = await showResearch(research(researcher, asked, "one"), files, printer);
      if (!isAnswered) throw new Error("The agent ended without an answer.");
    } catch (failure) {
      printer.line(`Failed: ${describeFailure(failure)}`, "red");
      failures += 1;
    }
    printer.line(describeCost(costs), "dim");
  }
  return failures === 0 ? 0 : 1;
}

/** The lines that the person types, blank ones left out. */
async function* readQuestions(printer: Printer): AsyncGenerator<string> {
  const lines = createInterface({ input: process.stdin });
  if (process.stdin.isTTY) printer.line("Ask a question, or press Ctrl+D to end.", "dim");
  for await (const line of lines) {
    if (line.trim() !== "") yield line.trim();
  }
}

/** A sum that leaves a part out would be too low. */
function describeCost(costs: readonly Cost[]): string {
  const count = costs.length === 1 ? "1 answer" : `${costs.length} answers`;
  const isKnown = costs.every(({ usd }) => usd !== null);
  const sum = costs.reduce((total, { knownUSD }) => total + knownUSD, 0);
  return isKnown ? `${count}, about $${sum.toFixed(5)}` : `${count}, cost unknown`;
}
