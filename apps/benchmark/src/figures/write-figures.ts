// Writes the figures of READMEs from the last full run, `results/report.md`: `npm run bench:figures`.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { putBetweenMarks } from "../../../../scripts/put-between-marks.ts";
import {
  createLangChainTable,
  createMissedTargets,
  createOverview,
  createScale,
} from "./create-figures.ts";
import { parseReport, type WrittenReport } from "./parse-report.ts";

const root = path.resolve(import.meta.dirname, "../../../..");

/** The figures of each document, by the name that stands in their marks. */
const documents: Record<string, Record<string, (report: WrittenReport) => string>> = {
  "README.md": { figures: createOverview },
  "packages/langchain/README.md": { figures: createLangChainTable },
  "apps/benchmark/README.md": { targets: createMissedTargets, scale: createScale },
};

/** The documents that show figures, by their paths from the root, as they have to be. */
export function createDocuments(): Map<string, string> {
  const report = parseReport(read("apps/benchmark/results/report.md"));
  return new Map(
    Object.entries(documents).map(([file, figures]) => {
      const text = Object.entries(figures).reduce(
        (before, [name, create]) =>
          putBetweenMarks(before, name, "npm run bench:figures", create(report)),
        read(file),
      );
      return [file, text];
    }),
  );
}

/** Writes the figures anew. */
export function writeFigures(): void {
  for (const [file, text] of createDocuments()) writeFileSync(path.join(root, file), text);
}

function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFigures();
