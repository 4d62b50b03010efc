import type { Cost } from "@cometapi/core";
import {
  connect,
  describeCost,
  describeFailure,
  Printer,
  readQuestions,
  runCommand,
} from "@cometapi/terminal";
import { MemorySaver } from "@langchain/langgraph";
import { createResearcher } from "./create-researcher.ts";
import { FileSaver } from "./file-saver.ts";
import { readFolder } from "./folder.ts";
import { type AgentArguments, helpText, readArguments } from "./read-arguments.ts";
import { research } from "./research.ts";
import { showResearch } from "./show-research.ts";

await runCommand({ helpText, readArguments, run: answerQuestions });

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
      // With LangChain's default a person may wait a minute for an error.
      maxRetries: 1,
      includeCost: true,
      onUsage: ({ cost }) => costs.push(cost),
    },
    checkpointer,
  );
  let failures = 0;
  for await (const asked of readQuestions(question, printer)) {
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
