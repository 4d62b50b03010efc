import type { RequestOptions } from "../config/client-settings.ts";
import { DEFAULT_BASE_URL } from "../config/resolve-base-url.ts";
import type { ClientConfig } from "../config/resolve-client-config.ts";
import { isObject } from "../json-access.ts";
import type { Dispatcher } from "../transport/dispatcher.ts";
import { callForJSON } from "../transport/call-for-json.ts";
import { invalidArgument } from "../errors/invalid-answer.ts";
import { type Balance, normalizeBalance } from "./normalize-balance.ts";

/** CometAPI's address for balances. It is on another host. */
const BALANCE_URL = "https://query.cometapi.com/user/quota";

/** Which days a balance lists. */
export interface BalanceOptions extends RequestOptions {
  /** First day of the daily figures, as `YYYY-MM-DD`. */
  startDate?: string | undefined;
  /** Last day of the daily figures, as `YYYY-MM-DD`. */
  endDate?: string | undefined;
}

/**
 * Asks what the account has and has used.
 *
 * CometAPI takes the key in the query string here, so it may end up in the logs of proxies. Its documentation
 * advises a key without quota of its own. Errors, hooks and addresses that this package shows never hold the
 * key. With another base URL than CometAPI's own, the balance is asked at `/user/quota` below that URL.
 */
export async function getBalance(
  dispatcher: Dispatcher,
  { startDate, endDate, ...options }: BalanceOptions,
): Promise<Balance> {
  checkDate("startDate", startDate);
  checkDate("endDate", endDate);
  const config = await dispatcher.resolveConfig(options);
  const { value } = await callForJSON(dispatcher, config, {
    request: {
      method: "GET",
      path: (resolved) => createBalanceURL(resolved, { startDate, endDate }),
      isAuthorized: false,
    },
    normalize: normalizeBalance,
    isAnswer: (body) => "total_quota" in body || isObject(body["data"]),
  });
  return value;
}

function createBalanceURL(
  { baseURL, apiKey }: ClientConfig,
  { startDate, endDate }: BalanceOptions,
): { url: string; shownURL: string } {
  const shownURL = baseURL === DEFAULT_BASE_URL ? BALANCE_URL : `${baseURL}/user/quota`;
  // Encoded as the redaction expects it.
  const query = [`key=${encodeURIComponent(apiKey)}`];
  if (startDate !== undefined) query.push(`start_date=${startDate}`);
  if (endDate !== undefined) query.push(`end_date=${endDate}`);
  return { url: `${shownURL}?${query.join("&")}`, shownURL };
}

function checkDate(option: string, date: string | undefined): void {
  if (date === undefined || /^\d{4}-\d{2}-\d{2}$/.test(date)) return;
  throw invalidArgument(`\`${option}\` must be a day written as YYYY-MM-DD.`);
}
