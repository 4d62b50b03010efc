import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Results } from "../measure/results.ts";
import { chooseChartPanels } from "./chart-panels.ts";
import { createTables } from "./create-tables.ts";
import { describeNotes } from "./describe-notes.ts";
import { drawChart } from "./draw-chart.ts";
import { formatAsMarkdown } from "./format-as-markdown.ts";
import type { Report } from "./report.ts";

const directory = new URL("../../results/", import.meta.url);

/** Writes the report and its chart into `results`, over the last ones. Returns where. */
export function writeReport(report: Report): string {
  const results = new Results(report.measurements);
  mkdirSync(directory, { recursive: true });
  writeFileSync(new URL("chart.svg", directory), drawChart(chooseChartPanels(results)));
  writeFileSync(new URL("report.md", directory), describeReport(report, results));
  return fileURLToPath(directory);
}

function describeReport(report: Report, results: Results): string {
  const tables = createTables(report.subjects, results);
  const notes = describeNotes(report.subjects, results);
  const versions = Object.entries(report.versions).map(([name, version]) => `${name} ${version}`);
  return [
    "# What the adapters cost",
    `${report.date}. ${report.machine}. Made by \`pnpm bench\`; how is in the [README](../README.md).`,
    "![CPU time next to the peers](chart.svg)",
    "Each number is a median ± half the distance between the quartiles, less is better. A ratio is the median of the " +
      "ratios within each round, with its quartiles. CPU time is that of a whole process, its garbage collection and " +
      "compiler included. _Full speed_: the server writes as fast as the client reads, some 200 chunks a read. " +
      "_8 a read_, _1 a read_: each write is a network read of its own.",
    ...tables.flatMap((table) => [`## ${table.title}`, formatAsMarkdown(table)]),
    "_Beyond common cost_ is the same ratio after the floor and the do-nothing model are taken off both sides: what is " +
      "left is the products' own.",
    ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join("\n")] : []),
    "## Versions",
    versions.map((version) => `- ${version}`).join("\n"),
    "",
  ].join("\n\n");
}
