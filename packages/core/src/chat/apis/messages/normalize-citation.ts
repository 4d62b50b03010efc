import { textOf } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { Citation } from "../citation-filter.ts";

/** Where in the answer's text the passage stands that a source supports. */
export interface Passage {
  startIndex: number;
  endIndex: number;
}

/**
 * A citation of a text block: of a search result by its address, of a document by its title, and by its
 * file where it has one. Which characters, pages or blocks were cited stands in `raw`.
 */
export function normalizeCitation(
  citation: JSONObject,
  { startIndex, endIndex }: Passage,
): Citation {
  return {
    url: textOf(citation["url"]) ?? textOf(citation["source"]),
    title: textOf(citation["title"]) ?? textOf(citation["document_title"]),
    fileId: textOf(citation["file_id"]),
    content: textOf(citation["cited_text"]),
    raw: citation,
    startIndex,
    endIndex,
  };
}
