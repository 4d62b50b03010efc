import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fixtures } from "@cometapi/testing";
import { formatTable } from "../../../scripts/format-table.ts";
import { putBetweenMarks } from "../../../scripts/put-between-marks.ts";
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
  return putBetweenMarks(
    text,
    name,
    "node packages/core/scripts/readme-tables.ts",
    formatTable(rows),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(readme, withTables(readReadme()));
}
