import type { Echo, JSONObject } from "@cometapi/core";
import { isJSONObject } from "../read-field.ts";

/** The reasoning blocks that have to go back. */
export function reasoningDetailsOf(echo: Echo | undefined): JSONObject[] {
  const details = echo?.data["reasoning_details"];
  return Array.isArray(details) ? details.filter(isJSONObject) : [];
}

/** What has to go back with a tool call. */
export function extraContentOf(echo: Echo | undefined): JSONObject | undefined {
  const extraContent = echo?.data["extra_content"];
  return isJSONObject(extraContent) ? extraContent : undefined;
}
