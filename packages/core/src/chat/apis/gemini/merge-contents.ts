import type { JSONObject } from "../../../json.ts";

/** One entry of `contents`. */
export interface Content extends JSONObject {
  role: "user" | "model";
  parts: JSONObject[];
}

/**
 * The contents with neighbours of one role joined and empty ones left out. Function responses stay
 * apart from what the user says next: they must answer the calls before them and nothing else.
 */
export function mergeContents(contents: readonly Content[]): Content[] {
  const merged: Content[] = [];
  for (const content of contents) {
    const last = merged.at(-1);
    if (content.parts.length === 0) continue;
    if (last?.role === content.role && hasResponses(last) === hasResponses(content)) {
      last.parts.push(...content.parts);
    } else merged.push({ ...content, parts: [...content.parts] });
  }
  return merged;
}

function hasResponses({ parts }: Content): boolean {
  return parts.some((part) => part["functionResponse"] !== undefined);
}
