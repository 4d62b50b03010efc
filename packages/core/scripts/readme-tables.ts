import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fixtures } from "@cometapi/testing";
import { CHAT_API_NAMES } from "../src/chat/chat-api-name.ts";
import { namesOf, plainChatOptions } from "../src/chat/chat-options.ts";

const readme = fileURLToPath(new URL("../README.md", import.meta.url));

/** The README with the tables that follow from the fixtures and from the options of a chat. */
export function withTables(text: string): string {
  return withTable(withTable(text, "oddities", listOddities()), "options", listOptions());
}

/** The README as it stands. */
export function readReadme(): string {
  return readFileSync(readme, "utf8");
}

function listOddities(): string[][] {
  const rows = fixtures.map(({ name, api = "chat", oddity, source }) => [
    `\`${name}\``,
    `\`${api}\``,
    oddity,
    source,
  ]);
  return [["Fixture", "API", "Oddity", "Seen"], ...rows];
}

function listOptions(): string[][] {
  const show = (text: string | undefined) => (text === undefined ? "" : `\`${text}\``);
  const rows = namesOf(plainChatOptions).map((name) => {
    const { expected, fields } = plainChatOptions[name];
    return [show(name), expected].concat(CHAT_API_NAMES.map((api) => show(fields[api])));
  });
  return [["Option", "Value", ...CHAT_API_NAMES.map(show)], ...rows];
}

/** Puts a table between its marks. */
function withTable(text: string, name: string, rows: readonly (readonly string[])[]): string {
  const beginMark = `<!-- ${name}: written by \`node packages/core/scripts/readme-tables.ts\` -->`;
  const begin = text.indexOf(beginMark);
  const end = text.indexOf(`<!-- end of ${name} -->`);
  if (begin < 0 || end < begin) throw new Error(`The README has lost the marks around ${name}.`);
  return `${text.slice(0, begin + beginMark.length)}\n\n${toTable(rows)}\n\n${text.slice(end)}`;
}

function toTable(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => (row[column] ?? "").length)),
  );
  const lines = cells.map(
    (row) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(" | ")} |`,
  );
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(readme, withTables(readReadme()));
}
