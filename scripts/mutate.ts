// Breaks the code that converts between formats on purpose, in one place at a time and in a copy of the
// tree, and lists what no test noticed: `npm run mutate -- [--minutes 60] [--jobs 1] [--out file] [path…]`.
// Fails when a mutant survives that scripts/mutate/explained-survivors.ts does not explain.
import { execFileSync, spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { createCopy } from "./create-copy.ts";
import { explainedSurvivors } from "./mutate/explained-survivors.ts";
import { type FileResult, runMutants } from "./mutate/run-mutants.ts";
import { writeReport } from "./mutate/write-report.ts";

const root = path.dirname(import.meta.dirname);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** After this time the rest is left untried. */
    minutes: { type: "string", default: "120" },
    /** Mutants tried at the same time; each takes a copy and about one processor. */
    jobs: { type: "string", default: "1" },
    out: { type: "string", default: "mutants.md" },
  },
});
const places =
  positionals.length > 0 ? positionals : ["packages/core/src/chat/apis", "packages/*/src/convert"];
const deadlineMs = Date.now() + Number(values.minutes) * 60_000;

const waiting = execFileSync("git", ["ls-files", ...places], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
const results: FileResult[] = [];
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));
checkTests();
await Promise.all(Array.from({ length: Number(values.jobs) }, workThroughFiles));
const { markdown, unexplainedCount } = writeReport(
  results.toSorted((a, b) => a.file.localeCompare(b.file)),
  explainedSurvivors,
);
await writeFile(path.resolve(root, values.out), markdown);
console.log(`${values.out} is written; ${unexplainedCount} survivors are not explained.`);
process.exitCode = unexplainedCount === 0 ? 0 : 1;

/** Tests that fail of themselves would kill every mutant. */
function checkTests(): void {
  const projects = new Set(waiting.map((file) => file.split("/")[1] ?? ""));
  for (const project of projects) {
    const parameters = ["run", "--silent", "--typecheck.enabled=false", "--project", project];
    const { status, stdout } = spawnSync("vitest", parameters, { cwd: root, encoding: "utf8" });
    if (status !== 0) throw new Error(`The tests of ${project} fail as it is:\n${stdout}`);
  }
}

async function workThroughFiles(): Promise<void> {
  const copy = createCopy(root, "mutants");
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    const startedAtMs = Date.now();
    const result = await runMutants(copy, file, deadlineMs);
    results.push(result);
    const seconds = Math.round((Date.now() - startedAtMs) / 1000);
    console.log(
      `${file}: ${result.killedCount} killed, ${result.survivors.length} survived (${seconds} s)`,
    );
    for (const { line, what } of result.survivors) console.log(`  ${line}: ${what}`);
  }
}
