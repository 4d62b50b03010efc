import type { BalanceComparison, Bill, BillLine } from "@cometapi/core/money";

/** What a bill is broken down by. */
export const billGroups = ["model", "day", "tag"] as const;

export type BillGroup = (typeof billGroups)[number];

/** A bill for people: a table for each group, what is not known, and the balance beside it. */
export function printBill(
  bill: Bill,
  unreadLines: readonly number[],
  groups: readonly BillGroup[],
): string {
  const { total, models, days, tags, balance } = bill;
  const lines = { model: models, day: days, tag: tags };
  const isTold = (group: BillGroup) =>
    groups.length === 1 || lines[group].some(({ name }) => name !== "");
  const tables = groups.filter(isTold).map((group) => printTable(group, lines[group], total));
  const notes = [
    ...printUnknown(total),
    ...(unreadLines.length === 0
      ? []
      : [`Neither an answer nor a balance: line ${unreadLines.join(", ")}.`]),
    ...(balance === undefined ? [] : [printBalance(balance)]),
  ].map((note) => `${note}\n`);
  return [...(total.count === 0 ? ["No answers.\n"] : tables), notes.join("")]
    .filter((text) => text !== "")
    .join("\n");
}

function printTable(group: BillGroup, lines: readonly BillLine[], total: BillLine): string {
  const rows = [
    [group, "answers", "input", "output", "USD"],
    ...lines.map(toRow),
    ...(lines.length > 1 ? [toRow({ ...total, name: "total" })] : []),
  ];
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  const text = rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths?.[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  "),
  );
  return `${text.join("\n")}\n`;
}

function toRow({ name, count, inputTokens, outputTokens, cost }: BillLine): string[] {
  const sign = cost.usd === null ? "≥ " : "";
  const counts = [count, inputTokens, outputTokens].map((number) => number.toLocaleString("en"));
  return [name === "" ? "(none)" : name, ...counts, sign + cost.knownUSD.toFixed(6)];
}

function printUnknown({ unknownCount, cost }: BillLine): string[] {
  if (unknownCount === 0) return [];
  const of = unknownCount === 1 ? "1 answer" : `${unknownCount} answers`;
  const head = `≥ is the least: the cost of ${of} is not known, or not all of it.`;
  return [head, ...cost.missing.map((reason) => `  ${reason}`)];
}

function printBalance({ from, to, usedUSD, knownUSD, differenceUSD }: BalanceComparison): string {
  const when = `From ${from} to ${to}`;
  if (usedUSD === null || differenceUSD === null)
    return `${when} CometAPI does not say what was used.`;
  const known = `${show(knownUSD)} USD known of the answers of that time`;
  const more = differenceUSD < 0 ? "less" : "more";
  const difference = `${show(Math.abs(differenceUSD))} USD ${more} than the ${known}`;
  return `${when} the account used ${show(usedUSD)} USD, ${difference}.`;
}

function show(usd: number): string {
  return usd.toFixed(6);
}
