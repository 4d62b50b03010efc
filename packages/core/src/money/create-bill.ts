import { addCosts } from "./add-costs.ts";
import type { Cost } from "./cost.ts";
import { roundUSD } from "./round-usd.ts";
import type { UsageRecord } from "./usage-record.ts";

/** What the account had used by a certain time, as `getBalance` reports it. It can be stored as JSON. */
export interface BalanceRecord {
  /** When it was asked, as an ISO date and time. */
  at: string;
  /** `usedUSD` of the balance. */
  usedUSD: number | undefined;
}

/** What several answers used and cost together. */
export interface BillLine {
  /** The model id, the day in UTC as `YYYY-MM-DD`, or the tag. Empty for answers without one. */
  name: string;
  /** How many answers. */
  count: number;
  /** For how many of them the cost, or a part of it, is not known. */
  unknownCount: number;
  /** Input tokens, as far as they were reported. */
  inputTokens: number;
  /** Output tokens, as far as they were reported. */
  outputTokens: number;
  /** The sum of the costs. `usd` is null if any part is not known; `knownUSD` is the sum of the known parts. */
  cost: Cost;
}

/** Compares what the account used between two balances with what the answers of that time cost. */
export interface BalanceComparison {
  /** When the first balance was asked. */
  from: string;
  /** When the last one was. */
  to: string;
  /** What the whole account used, other programs included. Null if a balance does not report it. */
  usedUSD: number | null;
  /** The known costs of the answers that ended in that time. */
  knownUSD: number;
  /** `usedUSD` minus `knownUSD`: unknown costs, other programs, or a charge above the price list. */
  differenceUSD: number | null;
}

/** What recorded answers cost: in total, and by model, day and tag. The dearest or the earliest comes first. */
export interface Bill {
  total: BillLine;
  models: BillLine[];
  days: BillLine[];
  tags: BillLine[];
  /** Undefined with fewer than two balances. */
  balance: BalanceComparison | undefined;
}

/**
 * Sums up what answers cost, as `onUsage` reported it.
 *
 * @param balances What the account had used before and after, for a comparison. Only the earliest and the
 * latest of them count.
 */
export function createBill(
  records: readonly UsageRecord[],
  balances: readonly BalanceRecord[] = [],
): Bill {
  return {
    total: addUp("", records),
    models: groupBy(records, ({ model }) => model).toSorted(byCost),
    days: groupBy(records, ({ at }) => at.slice(0, 10)).toSorted(byName),
    tags: groupBy(records, ({ tag = "" }) => tag).toSorted(byCost),
    balance: compareBalances(records, balances),
  };
}

const NOTHING: Cost = { usd: 0, knownUSD: 0, source: "reported", missing: [] };

function addUp(name: string, records: readonly UsageRecord[]): BillLine {
  const [first = NOTHING, ...others] = records.map(({ cost }) => cost);
  const line: BillLine = {
    name,
    count: records.length,
    unknownCount: records.filter(({ cost }) => cost.usd === null).length,
    inputTokens: 0,
    outputTokens: 0,
    cost: others.reduce(addCosts, first),
  };
  for (const { usage } of records) {
    line.inputTokens += countOf(usage?.inputTokens);
    line.outputTokens += countOf(usage?.outputTokens);
  }
  return line;
}

function countOf(tokens: number | { total: number | undefined } | null | undefined): number {
  return (typeof tokens === "object" ? tokens?.total : tokens) ?? 0;
}

function groupBy(
  records: readonly UsageRecord[],
  nameOf: (record: UsageRecord) => string,
): BillLine[] {
  const groups = Map.groupBy(records, nameOf);
  return [...groups].map(([name, group]) => addUp(name, group));
}

function byCost(first: BillLine, second: BillLine): number {
  return second.cost.knownUSD - first.cost.knownUSD || byName(first, second);
}

function byName({ name }: BillLine, { name: other }: BillLine): number {
  return name < other ? -1 : 1;
}

function compareBalances(
  records: readonly UsageRecord[],
  balances: readonly BalanceRecord[],
): BalanceComparison | undefined {
  const ordered = balances.toSorted((first, second) => timeOf(first) - timeOf(second));
  const [before] = ordered;
  const after = ordered.at(-1);
  if (before === undefined || after === undefined || ordered.length < 2) return undefined;
  const between = records.filter(
    (record) => timeOf(record) > timeOf(before) && timeOf(record) <= timeOf(after),
  );
  const { knownUSD } = addUp("", between).cost;
  const usedUSD = subtract(after.usedUSD, before.usedUSD);
  return {
    from: before.at,
    to: after.at,
    usedUSD,
    knownUSD,
    differenceUSD: usedUSD === null ? null : roundUSD(usedUSD - knownUSD),
  };
}

function subtract(usd: number | undefined, less: number | undefined): number | null {
  return usd === undefined || less === undefined ? null : roundUSD(usd - less);
}

function timeOf({ at }: { at: string }): number {
  return Date.parse(at);
}
