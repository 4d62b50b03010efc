// Breaks the code that converts between formats on purpose, in one place at a time, and lists what no test
// noticed: `npm run mutate -- [--minutes 60] [--tests src/chat] [--out file] [path…]`.
// Fails when a mutant survives that scripts/mutate/explained-survivors.ts does not explain.
import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { explainedSurvivors } from "./mutate/explained-survivors.ts";
import { type FileResult, runMutants } from "./mutate/run-mutants.ts";
import { writeReport } from "./mutate/write-report.ts";

const root = path.dirname(import.meta.dirname);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** After this time the rest is left untried. */
    minutes: { type: "string", default: "120" },
    /** Only tests whose paths hold one of these: sooner done, and more survive. */
    tests: { type: "string", multiple: true, default: [] },
    out: { type: "string", default: "mutants.md" },
  },
});
const places =
  positionals.length > 0 ? positionals : ["packages/core/src/chat/apis", "packages/*/src/convert"];
const deadlineMs = Date.now() + Number(values.minutes) * 60_000;

const files = execFileSync("git", ["ls-files", ...places], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
const results: FileResult[] = [];
for (const [project, own] of Map.groupBy(files, (file) => file.split("/")[1] ?? "")) {
  results.push(
    ...(await runMutants({ root, project, files: own, tests: values.tests, deadlineMs })),
  );
}
const { markdown, unexplainedCount } = writeReport(
  results.toSorted((a, b) => a.file.localeCompare(b.file)),
  explainedSurvivors,
);
await writeFile(path.resolve(root, values.out), markdown);
console.log(`${values.out} is written; ${unexplainedCount} survivors are not explained.`);
process.exitCode = unexplainedCount === 0 ? 0 : 1;
