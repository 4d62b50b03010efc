import { isJSONObject, numberOf, objectOf, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { Citation } from "../../answer/citation-filter.ts";

/** What {@link normalizeGrounding} has read. */
export interface Grounding {
  /** The sources. Passages refer to them by position. */
  sources: readonly JSONObject[];
  citations: Citation[];
}

/**
 * Reads the sources in `groundingMetadata`: one citation for each passage of the answer that a source supports, and one
 * for each source that supports no passage.
 *
 * @param known The sources of earlier chunks. Passages may come in a later chunk than their sources.
 */
export function normalizeGrounding(metadata: JSONValue, known: readonly JSONObject[]): Grounding {
  if (!isJSONObject(metadata)) return { sources: known, citations: [] };
  const listed = metadata["groundingChunks"];
  // An entry that is not an object keeps its position.
  const sources = Array.isArray(listed) ? listed.map(objectOf) : known;
  const supports = listOf(metadata["groundingSupports"]).map(objectOf);
  const supported = new Set<number>();
  const citations: Citation[] = [];
  for (const support of supports) {
    for (const index of listOf(support["groundingChunkIndices"])) {
      if (typeof index !== "number") continue;
      const chunk = sources[index] ?? {};
      const source = readSource(chunk);
      if (source === undefined) continue;
      supported.add(index);
      const range = readRange(objectOf(support["segment"]));
      citations.push({ ...source, ...range, raw: { ...chunk, ...support } });
    }
  }
  if (!Array.isArray(listed)) return { sources, citations };
  for (const [index, chunk] of sources.entries()) {
    const source = supported.has(index) ? undefined : readSource(chunk);
    if (source !== undefined) citations.push({ ...source, ...NO_RANGE, raw: chunk });
  }
  return { sources, citations };
}

/** Reads the sources of quotations in `citationMetadata`. */
export function normalizeQuotations(metadata: JSONValue): Citation[] {
  const { citations, citationSources } = objectOf(metadata);
  return listOf(citations ?? citationSources)
    .map(objectOf)
    .flatMap((entry): Citation[] => {
      const source = readPage(entry, textOf(entry["uri"]));
      return source === undefined ? [] : [{ ...source, ...readRange(entry), raw: entry }];
    });
}

type Source = Omit<Citation, "startIndex" | "endIndex" | "raw">;

const NO_RANGE = { startIndex: undefined, endIndex: undefined };

function readSource({ web, image, maps, retrievedContext }: JSONObject): Source | undefined {
  if (isJSONObject(web)) return readPage(web, textOf(web["uri"]));
  // Google wants the page to be shown on which an image was found, not the address of the image.
  if (isJSONObject(image)) return readPage(image, textOf(image["sourceUri"]));
  if (isJSONObject(maps)) return readPage(maps, textOf(maps["uri"]));
  return isJSONObject(retrievedContext) ? readDocument(retrievedContext) : undefined;
}

function readPage(page: JSONObject, url: string | undefined): Source | undefined {
  const title = textOf(page["title"]);
  if (url === undefined && title === undefined) return undefined;
  return { url, title, content: textOf(page["text"]) };
}

/** A result of a search in documents: a page, or a stored file. */
function readDocument(context: JSONObject): Source | undefined {
  const uri = textOf(context["uri"]);
  if (uri !== undefined && /^https?:/i.test(uri)) return readPage(context, uri);
  const title = textOf(context["title"]);
  const fileId = uri ?? textOf(context["documentName"]) ?? textOf(context["fileSearchStore"]);
  if (fileId === undefined && title === undefined) return undefined;
  const filename = fileId?.split("/").at(-1);
  return { url: undefined, title, filename, fileId, content: textOf(context["text"]) };
}

/** The range of a passage. Google leaves out a start of zero. */
function readRange(range: JSONObject): Pick<Citation, "startIndex" | "endIndex"> {
  const endIndex = numberOf(range["endIndex"]);
  const startIndex = numberOf(range["startIndex"]) ?? (endIndex === undefined ? undefined : 0);
  return { startIndex, endIndex };
}

function listOf(value: JSONValue | undefined): JSONValue[] {
  return Array.isArray(value) ? value : [];
}
