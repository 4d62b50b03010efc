import { isObject, numberOf, textOf } from "../json-access.ts";
import { invalidAnswer } from "../errors/invalid-answer.ts";

/** What a CometAPI account has and has used, in USD. */
export interface Balance {
  username: string | undefined;
  totalUSD: number | undefined;
  usedUSD: number | undefined;
  /** Number of requests. */
  requestCount: number | undefined;
  keys: KeyBalance[];
  /** Use by day, oldest first. */
  days: DailyUse[];
}

/** What one key of the account has left. */
export interface KeyBalance {
  name: string | undefined;
  /** Infinity for a key without a limit, which the service marks with -1. */
  remainingUSD: number | undefined;
  usedUSD: number | undefined;
}

/** What a key used on one day. */
export interface DailyUse {
  /** `YYYY-MM-DD`. */
  date: string;
  keyName: string | undefined;
  usedUSD: number | undefined;
  requestCount: number | undefined;
}

/**
 * Reads an answer of `GET /user/quota`.
 *
 * @throws {@link CometAPIError} `invalid-response` for an answer without any figure: nobody would notice that
 * an empty balance is wrong.
 */
export function normalizeBalance(body: unknown): Balance {
  if (!isObject(body)) throw invalidAnswer("it is not an object");
  const account = isObject(body["data"]) ? body["data"] : body;
  const hasFigures = ["total_quota", "total_used_quota", "keys"].some((name) => name in account);
  if (!hasFigures) throw invalidAnswer("it has no figures of an account");
  return {
    username: textOf(account["username"]),
    totalUSD: numberOf(account["total_quota"]),
    usedUSD: numberOf(account["total_used_quota"]),
    requestCount: numberOf(account["request_count"]),
    keys: objectsOf(account["keys"]).map((key) => ({
      name: textOf(key["name"]),
      remainingUSD: remainingOf(numberOf(key["remain_quota"])),
      usedUSD: numberOf(key["used_quota"]),
    })),
    days: normalizeDays(account["daily_quota"]),
  };
}

function normalizeDays(value: unknown): DailyUse[] {
  if (!isObject(value)) return [];
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([date, uses]) =>
      objectsOf(uses).map((use) => ({
        date,
        keyName: textOf(use["token_name"]),
        usedUSD: numberOf(use["quota_used"]),
        requestCount: numberOf(use["request_count"]),
      })),
    );
}

function remainingOf(quota: number | undefined): number | undefined {
  return quota === -1 ? Infinity : quota;
}

function objectsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
