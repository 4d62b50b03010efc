import type { Table } from "./table.ts";

/** A table in plain columns. */
export function formatForTerminal({ title, columns, rows }: Table): string {
  const all = [columns.map(shorten), ...rows];
  const widths = columns.map((_, column) => Math.max(...all.map((row) => widthOf(row[column]))));
  const lines = all.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd(),
  );
  const [head = "", ...body] = lines;
  return [title, "", head, "─".repeat(head.length), ...body, ""].join("\n");
}

function widthOf(cell: string | undefined): number {
  return cell?.length ?? 0;
}

/** npm names without what their column says anyway. */
function shorten(name: string): string {
  return name
    .replace(/^@(?:ai-sdk|langchain|llamaindex)\//, "")
    .replace("@openrouter/ai-sdk-provider", "openrouter");
}
