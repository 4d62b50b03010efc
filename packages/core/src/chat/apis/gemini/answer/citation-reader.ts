import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { AnswerWriter } from "../../answer/answer-writer.ts";
import type { Citation } from "../../answer/citation-filter.ts";
import { normalizeGrounding, normalizeQuotations } from "./normalize-citations.ts";

/** Reads the sources of one candidate. Each chunk of a stream may repeat those before it. */
export class CitationReader {
  readonly #writer: AnswerWriter;
  #sources: readonly JSONObject[] = [];
  /** Citations of files, which have no address. The writer leaves out repeated addresses. */
  readonly #files = new Set<string>();

  constructor(writer: AnswerWriter) {
    this.#writer = writer;
  }

  /** Takes `groundingMetadata`. */
  pushGrounding(metadata: JSONValue, events: ChatEvent[]): void {
    const { sources, citations } = normalizeGrounding(metadata, this.#sources);
    this.#sources = sources;
    this.#write(citations, events);
  }

  /** Takes `citationMetadata`. */
  pushQuotations(metadata: JSONValue, events: ChatEvent[]): void {
    this.#write(normalizeQuotations(metadata), events);
  }

  #write(citations: readonly Citation[], events: ChatEvent[]): void {
    for (const citation of citations) {
      if (citation.url !== undefined || this.#isNewFile(citation)) {
        this.#writer.citation(citation, events);
      }
    }
  }

  #isNewFile({ fileId, title, startIndex, endIndex }: Citation): boolean {
    const key = JSON.stringify([fileId, title, startIndex, endIndex]);
    const isNew = !this.#files.has(key);
    this.#files.add(key);
    return isNew;
  }
}
