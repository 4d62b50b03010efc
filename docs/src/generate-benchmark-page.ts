// Writes `benchmark.md` from the last full run of the benchmark.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { docsFolder } from "./read-pages.ts";

const head = `# Benchmark

\`\`\`sh
# In a clone of the repository: the lines that matter most, in three minutes.
npm run bench -- --quick
\`\`\`

What the packages cost next to what one would pick instead, in CPU time, memory and bytes, also where a peer costs less.
`;

/** Writes the page. */
export async function generateBenchmarkPage(): Promise<void> {
  const results = "../apps/benchmark/results";
  const report = await readFile(path.join(docsFolder, results, "report.md"), "utf8");
  const body = report.replace(/^# .*\n/, "").replaceAll(/\]\((?![a-z]+:|#)/g, `](${results}/`);
  await writeFile(path.join(docsFolder, "benchmark.md"), head + body);
}
