import type { WrittenReport } from "./parse-report.ts";

/** A line of the report, by its table and its title there. */
export type Line = readonly [table: string, title: string];

/** The columns that are nobody's product. */
const noPeers = new Set(["", "unit", "CometAPI", "do-nothing model", "CometAPI / best peer"]);

/**
 * What a product takes on a line, without its spread.
 *
 * @returns Undefined where it was not measured, failed, or lost a part of the answer.
 * @throws When the report has no such line.
 */
export function findFigure(report: WrittenReport, line: Line, product: string): string | undefined {
  return parseFigure(findRow(report, line).get(product));
}

/** The figure of the product besides ours that costs least. */
export function findBestPeer(report: WrittenReport, line: Line): string | undefined {
  const figures = [...findRow(report, line)]
    .filter(([column]) => !noPeers.has(column) && !column.includes("floor"))
    .flatMap(([, cell]) => parseFigure(cell) ?? []);
  return figures.toSorted((a, b) => toNumber(a) - toNumber(b))[0];
}

/** The unit of a line, without what it is for: `µs`, `kB`, `ms`. */
export function findUnit(report: WrittenReport, line: Line): string {
  return findRow(report, line).get("unit")?.split("/")[0] ?? "";
}

/** A figure as a number: `1,180` is 1180. */
export function toNumber(figure: string): number {
  return Number(figure.replaceAll(",", ""));
}

function findRow({ tables }: WrittenReport, [table, title]: Line) {
  const row = tables.get(table)?.get(title);
  if (row === undefined) throw new Error(`The report has no line "${title}" for ${table}.`);
  return row;
}

function parseFigure(cell = ""): string | undefined {
  return /^(-?[\d,.]+)(?: ±\S*[\d])?$/.exec(cell)?.[1];
}
