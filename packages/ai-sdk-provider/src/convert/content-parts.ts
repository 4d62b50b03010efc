import type { AssistantPart, CacheControl, ContentPart } from "@cometapi/core";

/** The parts, with a message's cache mark on the last one: a mark caches everything before it. */
export function markLastPart(
  parts: ContentPart[],
  cacheControl: CacheControl | undefined,
): ContentPart[] {
  const last = parts.at(-1);
  if (cacheControl === undefined || last === undefined || last.type === "raw") return parts;
  return [...parts.slice(0, -1), { ...last, cacheControl: last.cacheControl ?? cacheControl }];
}

/** One plain text as a string, which every vendor takes in every role; anything else as it is. */
export function simplifyContent<Part extends AssistantPart>(parts: Part[]): string | Part[] {
  const [first, ...others] = parts;
  if (first?.type !== "text" || others.length > 0) return parts;
  return first.cacheControl === undefined && first.echo === undefined ? first.text : parts;
}
