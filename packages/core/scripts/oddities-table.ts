import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fixtures } from "@cometapi/testing";

const readme = fileURLToPath(new URL("../README.md", import.meta.url));
const BEGIN = "<!-- oddities: written by `node packages/core/scripts/oddities-table.ts` -->";
const END = "<!-- end of oddities -->";

/** The README with the table of oddities that follows from the fixtures. */
export function withOdditiesTable(text: string): string {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin < 0 || end < begin) throw new Error("The README has lost the marks around the table.");
  return `${text.slice(0, begin + BEGIN.length)}\n\n${createTable()}\n\n${text.slice(end)}`;
}

/** The README as it stands. */
export function readReadme(): string {
  return readFileSync(readme, "utf8");
}

function createTable(): string {
  const rows = fixtures.map(({ name, api = "chat", oddity, source }) =>
    [`\`${name}\``, `\`${api}\``, oddity, source].map(escape),
  );
  const cells = [["Fixture", "API", "Oddity", "Seen"], ...rows];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...cells.map((row) => (row[column] ?? "").length)),
  );
  const lines = cells.map(
    (row) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`,
  );
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

function escape(cell: string): string {
  return cell.replaceAll("|", "\\|");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(readme, withOdditiesTable(readReadme()));
}
