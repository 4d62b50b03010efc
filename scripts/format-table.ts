/**
 * Formats a Markdown table as oxfmt does: cells of a column have the same width.
 *
 * @param rows The first row is the head.
 * @param numbers The columns that are aligned to the right.
 */
export function formatTable(
  rows: readonly (readonly string[])[],
  numbers: readonly number[] = [],
): string {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(3, ...cells.map((row) => (row[column] ?? "").length)),
  );
  const lines = cells.map((row) => toLine(row.map(pad)));
  const rule = widths.map((width, column) =>
    numbers.includes(column) ? `${"-".repeat(width - 1)}:` : "-".repeat(width),
  );
  return [lines[0], toLine(rule), ...lines.slice(1)].join("\n");

  function pad(cell: string, column: number): string {
    const width = widths[column] ?? 0;
    return numbers.includes(column) ? cell.padStart(width) : cell.padEnd(width);
  }
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
