import { buildPackages } from "./build-packages.ts";
import { type BenchmarkArguments, helpText, readArguments, UsageError } from "./read-arguments.ts";
import { subjectsOf } from "./measure/subjects.ts";
import type { Subject } from "./measure/subject.ts";
import { frameworks } from "./products/product.ts";
import { printReport } from "./report/print-report.ts";
import { createReport } from "./report/report.ts";
import { writeReport } from "./report/write-report.ts";
import { fullEffort, quickEffort, runBenchmark } from "./run-benchmark.ts";

process.once("SIGINT", () => process.exit(130));
process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  try {
    const benchmarkArguments = readArguments(argv);
    if (benchmarkArguments.wantsHelp) process.stdout.write(helpText);
    else await run(benchmarkArguments);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

async function run({ isQuick, only, wantsJSON }: BenchmarkArguments): Promise<void> {
  const subjects = chooseSubjects(isQuick, only);
  const startedAtMs = performance.now();
  const progress = (line: string): void => {
    const seconds = Math.round((performance.now() - startedAtMs) / 1000);
    process.stderr.write(`${`${seconds} s`.padStart(6)}  ${line}\n`);
  };
  progress("building the packages where they are stale");
  buildPackages();
  const effort = isQuick ? quickEffort : fullEffort;
  const report = createReport(subjects, await runBenchmark(subjects, effort, progress));
  if (wantsJSON) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
  else printReport(report);
  if (!isQuick && only.length === 0) progress(`written: ${writeReport(report)}`);
}

function chooseSubjects(isQuick: boolean, only: readonly string[]): Subject[] {
  const subjects = frameworks.flatMap(subjectsOf).filter((subject) => subject.isQuick || !isQuick);
  const chosen = subjects
    .filter(({ id }) => only.length === 0 || only.some((part) => id.includes(part)))
    // A workload is more than its line in the report.
    .map(({ id, framework, title, unit, isQuick: isQuickOne }) => ({
      id,
      framework,
      title,
      unit,
      isQuick: isQuickOne,
    }));
  if (chosen.length > 0) return chosen;
  const names = subjects.map(({ id }) => `  ${id}`).join("\n");
  const none = isQuick ? "No line of the quick run" : "No line";
  throw new UsageError(`${none} has that in its name. There are:\n${names}`);
}
