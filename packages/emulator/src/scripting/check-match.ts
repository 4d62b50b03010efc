import type { RequestMatch } from "./scripted-request.ts";

const knownKeys = ["api", "model", "text", "tool", "isStream", "hasToolResults"];

/** Refuses a match with a property that nothing would look at. Throws a `TypeError` that names it. */
export function checkMatch(match: RequestMatch | undefined): void {
  if (typeof match !== "object" || match instanceof RegExp) return;
  const unknown = Object.keys(match).find((key) => !knownKeys.includes(key));
  if (unknown === undefined) return;
  throw new TypeError(`on() does not know "${unknown}"; a match may have ${knownKeys.join(", ")}.`);
}
