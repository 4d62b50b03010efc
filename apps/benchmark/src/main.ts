import { buildPackages } from "./build-packages.ts";
import { runCommand, UsageError } from "@cometapi/terminal/command";
import { type BenchmarkArguments, helpText, readArguments } from "./read-arguments.ts";
import { subjectsOf } from "./measure/subjects.ts";
import type { Subject } from "./measure/subject.ts";
import { frameworks } from "./products/product.ts";
import { writeFigures } from "./figures/write-figures.ts";
import { printReport } from "./report/print-report.ts";
import { createReport } from "./report/report.ts";
import { writeReport } from "./report/write-report.ts";
import { fullEffort, quickEffort, runBenchmark } from "./run-benchmark.ts";

await runCommand({ helpText, readArguments, run });

async function run({ isQuick, only, wantsJSON }: BenchmarkArguments): Promise<number> {
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
  if (!isQuick && only.length === 0) {
    progress(`written: ${writeReport(report)}`);
    writeFigures();
  }
  return 0;
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
