/** The last full run, as `results/report.md` tells it. */
export interface WrittenReport {
  /** Day of the run. */
  date: string;
  /** `2 cores (AMD EPYC), 24 GB, linux x64, Node 26.10.0`. */
  machine: string;
  /** Whether the report says that something else kept the machine busy. */
  isDisturbed: boolean;
  /** The rows of a table by their first cell, and each row by the names of its columns. */
  tables: ReadonlyMap<string, ReadonlyMap<string, Row>>;
  /** The rows of the table of targets; one target may have several. */
  targets: readonly Row[];
}

/** A row's cells by the names of their columns, in their order. The first column has no name. */
export type Row = ReadonlyMap<string, string>;

/** Reads the report. */
export function parseReport(markdown: string): WrittenReport {
  const [, date, machine] = /^(\d{4}-\d\d-\d\d)\. (.+?)\. Made by/m.exec(markdown) ?? [];
  if (date === undefined || machine === undefined) {
    throw new Error("The report does not say when and where it was made.");
  }
  const sections = markdown.split(/^## /m).slice(1);
  const tables = new Map(
    sections.map((section) => [section.slice(0, section.indexOf("\n")), parseTable(section)]),
  );
  return {
    date,
    machine,
    isDisturbed: markdown.includes("**This run was disturbed**"),
    tables: new Map(
      [...tables].map(([title, rows]) => [
        title,
        new Map(rows.map((row) => [row.get("") ?? "", row])),
      ]),
    ),
    targets: tables.get("Targets") ?? [],
  };
}

function parseTable(section: string): Row[] {
  const lines = section.split("\n").filter((line) => line.startsWith("|"));
  const [columns = [], , ...rows] = lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return rows.map((cells) => new Map(columns.map((column, index) => [column, cells[index] ?? ""])));
}
