// Breaks the code that converts between formats on purpose, in one place at a time, and lists what no test
// noticed: `npm run mutate -- --help`. Fails when a mutant survives that scripts/mutate/explained-survivors.ts does
// not explain.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { runCommand } from "../apps/terminal/src/command.ts";
import { explainedSurvivors } from "./mutate/explained-survivors.ts";
import { helpText, type MutateArguments, readArguments, root } from "./mutate/read-arguments.ts";
import { type FileResult, runMutants } from "./mutate/run-mutants.ts";
import { writeReport } from "./mutate/write-report.ts";

await runCommand({ helpText, readArguments, run: mutate });

async function mutate({ files, minutes, tests, reportFile }: MutateArguments): Promise<number> {
  const deadlineMs = Date.now() + minutes * 60_000;
  const results: FileResult[] = [];
  for (const [project, own] of Map.groupBy(files, (file) => file.split("/")[1] ?? "")) {
    results.push(...(await runMutants({ root, project, files: own, tests, deadlineMs })));
  }
  const { markdown, unexplainedCount } = writeReport(
    results.toSorted((a, b) => a.file.localeCompare(b.file)),
    explainedSurvivors,
  );
  await writeFile(reportFile, markdown);
  const report = path.relative(root, reportFile);
  console.log(`${report} is written; ${unexplainedCount} survivors are not explained.`);
  return unexplainedCount === 0 ? 0 : 1;
}
