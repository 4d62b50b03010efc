import { Results } from "../measure/results.ts";
import { createTables } from "./create-tables.ts";
import { describeNotes } from "./describe-notes.ts";
import { formatForTerminal } from "./format-for-terminal.ts";
import type { Report } from "./report.ts";

/** Writes a report to the terminal. */
export function printReport(report: Report): void {
  const results = new Results(report.measurements);
  const tables = createTables(report.subjects, results).map(formatForTerminal);
  const notes = describeNotes(report.subjects, results);
  process.stdout.write(`\n${report.machine}\n\n${[...tables, ...notes].join("\n")}\n`);
}
