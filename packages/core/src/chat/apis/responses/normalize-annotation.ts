import { numberOf, textOf } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { Citation } from "../citation-filter.ts";

/**
 * A source the text refers to: an address, a stored file, or a file in a container. What an annotation
 * says beyond that stays in `raw`. Undefined for one that names no source.
 */
export function normalizeAnnotation(annotation: JSONObject): Citation | undefined {
  const place = {
    content: textOf(annotation["quote"]),
    startIndex: numberOf(annotation["start_index"]),
    endIndex: numberOf(annotation["end_index"]),
  };
  const url = textOf(annotation["url"]);
  if (url !== undefined) return { url, title: textOf(annotation["title"]), ...place };
  const fileId = textOf(annotation["file_id"]);
  if (fileId === undefined) return undefined;
  const filename = textOf(annotation["filename"]);
  return { url: undefined, title: filename, filename, fileId, ...place, raw: annotation };
}
