import { isJSONArray, isJSONObject } from "../../../../json-access.ts";
import type { JSONValue } from "../../../../json.ts";

/** Reads `logprobsResult`: one entry for each chosen token, with its alternatives. */
export function normalizeLogprobs(value: JSONValue): JSONValue[] {
  const { chosenCandidates, topCandidates } = isJSONObject(value) ? value : {};
  const chosen = isJSONArray(chosenCandidates) ? chosenCandidates : [];
  const alternatives = isJSONArray(topCandidates) ? topCandidates : [];
  const entries: JSONValue[] = [];
  for (const [position, token] of chosen.entries()) {
    const top = alternatives[position];
    const others = isJSONObject(top) ? { topCandidates: top["candidates"] } : {};
    if (isJSONObject(token)) entries.push({ ...token, ...others });
  }
  return entries;
}
