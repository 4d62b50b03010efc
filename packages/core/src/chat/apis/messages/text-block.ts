import { isJSONObject, textOf } from "../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../json.ts";
import type { ChatEvent } from "../../chat-event.ts";
import { normalizeCitation } from "./normalize-citation.ts";
import type { BlockContext, OpenBlock } from "./open-block.ts";

/** Text, and the sources that support it: they go back with it. */
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

  end(_isStopped: boolean, events: ChatEvent[]): void {
    const { writer, usesResponseTool } = this.#context;
    const { length } = this.#text;
    if (usesResponseTool || (length === 0 && this.#citations.length === 0)) return;
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
    if (context.usesResponseTool) context.heldText += text;
    else context.writer.text(text, events);
  }
}

/** The arguments of the response tool: they are the answer's text. */
export class ResponseBlock implements OpenBlock {
  readonly kind = "tool_use";
  readonly #context: BlockContext;
  #input: JSONValue | undefined;
  #isWritten = false;

  constructor(context: BlockContext, block: JSONObject) {
    this.#context = context;
    this.#input = block["input"];
    context.hasResponse = true;
    context.heldText = "";
  }

  push(delta: JSONObject, events: ChatEvent[]): void {
    const json = textOf(delta["partial_json"]);
    if (json === undefined) return;
    this.#isWritten = true;
    this.#context.writer.text(json, events);
  }

  restate(block: JSONObject): void {
    this.#input = block["input"] ?? this.#input;
  }

  end(isStopped: boolean, events: ChatEvent[]): void {
    const { writer } = this.#context;
    if (!this.#isWritten && isStopped) writer.text(JSON.stringify(this.#input ?? {}), events);
    writer.endText(undefined, events);
  }
}

function objectsOf(value: JSONValue | undefined): JSONObject[] {
  return Array.isArray(value) ? value.filter(isJSONObject) : [];
}
