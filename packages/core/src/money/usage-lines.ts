import { isObject, numberOf, parseJSON, textOf } from "../json-access.ts";
import type { Cost } from "./cost.ts";
import type { BalanceRecord } from "./create-bill.ts";
import type { UsageApi, UsageRecord } from "./usage-record.ts";

/** Stored records of answers and balances. */
export interface UsageLines {
  records: UsageRecord[];
  balances: BalanceRecord[];
  /** Numbers, from 1, of the lines that hold no record of an answer or a balance. */
  unreadLines: number[];
}

/**
 * An `onUsage` that keeps each record as a line of JSON, for `createBill`.
 *
 * A line holds counts, cost, model, API, request id and tag. A record never contains the key or the
 * conversation. The vendor's own usage object is left out.
 *
 * @param write Keeps a line, which ends with a line feed: `(line) => appendFileSync("usage.jsonl", line)`.
 */
export function createUsageRecorder(write: (line: string) => void): (record: UsageRecord) => void {
  return (record) => write(formatUsageLine(record));
}

/** A record of an answer or of a balance as a line of JSON, with its line feed. */
export function formatUsageLine(record: UsageRecord | BalanceRecord): string {
  const kept =
    "cost" in record
      ? { ...record, usage: { ...record.usage, raw: undefined } }
      : { ...record, usedUSD: record.usedUSD ?? null };
  return `${JSON.stringify(kept)}\n`;
}

/** Reads the lines that {@link formatUsageLine} wrote, in any order. Blank ones are passed over. */
export function parseUsageLines(text: string): UsageLines {
  const read: UsageLines = { records: [], balances: [], unreadLines: [] };
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const value = parseJSON(line);
    const record = parseRecord(value);
    const balance = record === undefined ? parseBalance(value) : undefined;
    if (record !== undefined) read.records.push(record);
    else if (balance !== undefined) read.balances.push(balance);
    else read.unreadLines.push(index + 1);
  }
  return read;
}

/** Reads a record. Only the fields that a sum needs must be there; the others may be missing. */
function parseRecord(value: unknown): UsageRecord | undefined {
  if (!isObject(value)) return undefined;
  const at = parseTime(value["at"]);
  const model = textOf(value["model"]);
  const cost = parseCost(value["cost"]);
  if (at === undefined || model === undefined || cost === undefined) return undefined;
  const { api, usage, requestId, tag, isComplete } = value;
  return {
    at,
    model,
    api: isApi(api) ? api : "chat",
    usage: isObject(usage)
      ? { inputTokens: countOf(usage["inputTokens"]), outputTokens: countOf(usage["outputTokens"]) }
      : undefined,
    cost,
    requestId: textOf(requestId),
    tag: textOf(tag),
    isComplete: isComplete === true,
  };
}

const APIS: Readonly<Record<UsageApi, true>> = {
  chat: true,
  responses: true,
  messages: true,
  gemini: true,
  embeddings: true,
  images: true,
  speech: true,
  transcriptions: true,
  videos: true,
};

function isApi(value: unknown): value is UsageApi {
  return typeof value === "string" && Object.hasOwn(APIS, value);
}

function parseCost(value: unknown): Cost | undefined {
  const knownUSD = isObject(value) ? numberOf(value["knownUSD"]) : undefined;
  if (!isObject(value) || knownUSD === undefined) return undefined;
  const { usd, missing, source, pricesOf, vendorUSD } = value;
  const reasons: unknown[] = Array.isArray(missing) ? missing : [];
  return {
    usd: numberOf(usd) ?? null,
    knownUSD,
    source: source === "reported" ? "reported" : "estimated",
    missing: reasons.filter((reason) => typeof reason === "string"),
    ...(typeof pricesOf === "string" && { pricesOf }),
    ...(typeof vendorUSD === "number" && { vendorUSD }),
  };
}

function countOf(value: unknown): number | undefined {
  return numberOf(isObject(value) ? value["total"] : value);
}

function parseBalance(value: unknown): BalanceRecord | undefined {
  if (!isObject(value) || !("usedUSD" in value)) return undefined;
  const at = parseTime(value["at"]);
  return at === undefined ? undefined : { at, usedUSD: numberOf(value["usedUSD"]) };
}

function parseTime(value: unknown): string | undefined {
  const at = textOf(value);
  return at === undefined || Number.isNaN(Date.parse(at)) ? undefined : at;
}
