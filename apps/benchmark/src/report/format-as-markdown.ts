import type { Table } from "./table.ts";

/** A table in Markdown, its numbers to the right. */
export function formatAsMarkdown({ columns, rows }: Table): string {
  const alignment = columns.map((_, column) => (column === 0 ? ":--" : "--:"));
  return [columns, alignment, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}
