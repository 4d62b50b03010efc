import { isJSONObject, isObject } from "../json-access.ts";
import type { JSONObject } from "../json.ts";
import { type ChatApiName, isChatApiName } from "./chat-api-name.ts";

/**
 * What an API wants back unchanged on the next turn, together with the part of the answer it belongs to:
 * signatures, encrypted reasoning, ids. It is plain JSON and may be stored. It is sent only to the API
 * that made it.
 */
export interface Echo {
  api: ChatApiName;
  /** In the API's own form. */
  data: JSONObject;
}

/** What an API wants back with a part of an earlier answer. Undefined for the echo of another API. */
export function echoOf(echo: Echo | undefined, api: ChatApiName): JSONObject | undefined {
  return echo?.api === api ? echo.data : undefined;
}

/** What goes back with a part, read from where it was stored. Undefined for anything else. */
export function parseEcho(value: unknown): Echo | undefined {
  if (!isObject(value)) return undefined;
  const { api, data } = value;
  return isChatApiName(api) && isJSONObject(data) ? { api, data } : undefined;
}
