import type { Citation } from "../../answer/citation-filter.ts";
import { isObject, numberOf, textOf } from "../../../../json-access.ts";

/**
 * Reads sources out of `annotations` (OpenAI), `citations` and `search_results` (Perplexity, xAI):
 * addresses, or objects that hold one at any of the places vendors put it.
 */
export function normalizeCitations(value: unknown): Citation[] {
  if (!Array.isArray(value)) return [];
  return value.map(normalizeCitation).filter((citation) => citation !== undefined);
}

function normalizeCitation(entry: unknown): Citation | undefined {
  if (typeof entry === "string") {
    return entry === "" ? undefined : { ...NO_DETAILS, url: entry };
  }
  if (!isObject(entry)) return undefined;
  const inner = entry["url_citation"] ?? entry["web"];
  const source = isObject(inner) ? inner : entry;
  const url = textOf(source["url"]) ?? textOf(source["uri"]) ?? textOf(source["link"]);
  if (url === undefined) return undefined;
  return {
    url,
    title: textOf(source["title"]) ?? textOf(source["name"]),
    content: textOf(source["content"]) ?? textOf(source["snippet"]),
    startIndex: numberOf(source["start_index"]),
    endIndex: numberOf(source["end_index"]),
  };
}

const NO_DETAILS: Omit<Citation, "url"> = {
  title: undefined,
  content: undefined,
  startIndex: undefined,
  endIndex: undefined,
};
