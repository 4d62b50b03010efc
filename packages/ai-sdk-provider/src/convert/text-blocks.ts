import type { LanguageModelV4Citation, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { type Echo, JSONAnswerReader, type JSONObject } from "@cometapi/core";
import { PROVIDER_KEY } from "../provider-options.ts";
import { convertEcho } from "./echo.ts";

/** What takes the parts: the controller of a stream, or a list. */
export interface PartSink {
  enqueue: (part: LanguageModelV4StreamPart) => void;
}

/** A kind of block. A refusal is a block of text of its own. */
type Block = "text" | "refusal" | "reasoning";

/**
 * Writes the blocks of text, refusal and reasoning of one answer. At most one is open: each is closed before the
 * next begins.
 *
 * Where the answer has to be JSON, text may be held back until it is clear where the JSON begins.
 */
export class TextBlocks {
  readonly #sink: PartSink;
  readonly #json: JSONAnswerReader | undefined;
  #openBlock: Block | undefined;
  #id = "";
  #count = 0;
  #citations: LanguageModelV4Citation[] = [];

  /** @param schema The schema of an answer in JSON. */
  constructor(sink: PartSink, schema: Readonly<JSONObject> | undefined) {
    this.#sink = sink;
    this.#json = schema && new JSONAnswerReader(schema);
  }

  /** Writes a piece of the answer's text, or holds it back. */
  addText(text: string): void {
    if (this.#json === undefined) this.add("text", text);
    else this.#addJSON(this.#json.push(text));
  }

  /** Writes a piece of a block, and opens the block if it is not open. */
  add(block: Block, delta: string): void {
    if (this.#openBlock !== block) this.#open(block);
    const type = block === "reasoning" ? "reasoning-delta" : "text-delta";
    this.#sink.enqueue({ type, id: this.#id, delta });
  }

  /** Adds a citation to the text that is open, or to the next one. */
  cite(citation: LanguageModelV4Citation): void {
    this.#citations.push(citation);
  }

  /** Ends a block with its echo. If it is closed already, an empty block carries the echo. */
  endWithEcho(block: "text" | "reasoning", echo: Echo | undefined): void {
    if (block === "text") this.flush();
    if (this.#openBlock !== block) this.#open(block);
    this.#closeOpen(echo);
  }

  /** Writes the text that is held back. */
  flush(): void {
    if (this.#json !== undefined) this.#addJSON(this.#json.end());
  }

  /** Ends what is open. To be called before any other part of the answer is written. */
  close(): void {
    this.flush();
    this.#closeOpen();
  }

  #addJSON(text: string): void {
    if (text !== "") this.add("text", text);
  }

  #open(block: Block): void {
    this.#closeOpen();
    const isReasoning = block === "reasoning";
    this.#openBlock = block;
    this.#id = `${isReasoning ? "reasoning" : "text"}-${this.#count++}`;
    this.#sink.enqueue({ type: isReasoning ? "reasoning-start" : "text-start", id: this.#id });
  }

  #closeOpen(echo?: Echo): void {
    const block = this.#openBlock;
    if (block === undefined) return;
    this.#openBlock = undefined;
    const id = this.#id;
    if (block === "reasoning") {
      this.#sink.enqueue({ type: "reasoning-end", id, ...convertEcho(echo) });
      return;
    }
    const refusal = block === "refusal" && {
      providerMetadata: { [PROVIDER_KEY]: { refusal: true } },
    };
    const citations = this.#citations.length > 0 && { citations: this.#citations };
    this.#citations = [];
    this.#sink.enqueue({ type: "text-end", id, ...citations, ...refusal, ...convertEcho(echo) });
  }
}
