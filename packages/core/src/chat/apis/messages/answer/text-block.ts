import { isJSONObject, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { BlockContext, BlockEnd, OpenBlock } from "./open-block.ts";
import type { Citation } from "../../answer/citation-filter.ts";

/** Text with its citations, which go back with it. */
export class TextBlock implements OpenBlock {
  readonly kind = "text";
  readonly #context: BlockContext;
  readonly #startIndex: number;
  readonly #citations: JSONObject[] = [];
  #text = "";

  constructor(context: BlockContext, block: JSONObject, events: ChatEvent[]) {
    this.#context = context;
    this.#startIndex = context.textLength;
    this.restate(block, events);
  }

  push(delta: JSONObject, events: ChatEvent[]): void {
    const { text, citation } = delta;
    if (typeof text === "string") this.#write(text, events);
    if (isJSONObject(citation)) this.#citations.push(citation);
  }

  restate({ text, citations }: JSONObject, events: ChatEvent[]): void {
    if (typeof text === "string" && text.startsWith(this.#text)) {
      this.#write(text.slice(this.#text.length), events);
    }
    if (this.#citations.length === 0) this.#citations.push(...objectsOf(citations));
  }

  end(_end: BlockEnd, events: ChatEvent[]): void {
    const { writer, answerTool } = this.#context;
    const { length } = this.#text;
    if (answerTool !== undefined || (length === 0 && this.#citations.length === 0)) return;
    const passage = { startIndex: this.#startIndex, endIndex: this.#startIndex + length };
    for (const citation of this.#citations) {
      writer.citation(normalizeCitation(citation, passage), events);
    }
    writer.endText(
      this.#citations.length === 0 ? undefined : { citations: this.#citations },
      events,
    );
  }

  #write(text: string, events: ChatEvent[]): void {
    const context = this.#context;
    this.#text += text;
    context.textLength += text.length;
    if (context.answerTool === undefined) context.writer.text(text, events);
    else context.heldText += text;
  }
}

function objectsOf(value: JSONValue | undefined): JSONObject[] {
  return Array.isArray(value) ? value.filter(isJSONObject) : [];
}

/** The range of the answer's text that a source supports. */
interface Passage {
  startIndex: number;
  endIndex: number;
}

/**
 * A citation: a search result has an address, a document a title and perhaps a file. `raw` says which characters,
 * pages or blocks of the source are cited.
 */
function normalizeCitation(citation: JSONObject, { startIndex, endIndex }: Passage): Citation {
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
