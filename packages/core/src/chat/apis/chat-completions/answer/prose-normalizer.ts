import type { ChatEvent } from "../../../chat-event.ts";
import type { JSONObject } from "../../../../json.ts";
import { GrowingText } from "../../../growing-text.ts";
import type { AnswerWriter } from "../../answer/answer-writer.ts";
import { MarkdownImageSplitter } from "./markdown-image-splitter.ts";
import { ReasoningDetailsCollector } from "./reasoning-details-collector.ts";
import { type SplitPiece, ThinkTagSplitter } from "./think-tag-splitter.ts";

/** Turns the text and the reasoning of one choice into events. Separates reasoning and images that are in the text. */
export class ProseNormalizer {
  readonly #writer: AnswerWriter;
  readonly #thinkTags = new ThinkTagSplitter();
  readonly #images = new MarkdownImageSplitter();
  readonly #details = new ReasoningDetailsCollector();
  #lineFeeds = "";
  readonly #text = new GrowingText();
  #hasReasoning = false;

  constructor(writer: AnswerWriter) {
    this.#writer = writer;
  }

  /** All text so far as the vendor sent it. */
  get text(): string {
    return this.#text.toString();
  }

  get hasReasoning(): boolean {
    return this.#hasReasoning;
  }

  pushText(text: string, events: ChatEvent[]): void {
    if (text === "") return;
    this.#text.push(text);
    if (this.#thinkTags.isPassing) this.#pushUntagged(text, events);
    else this.#pushPieces(this.#thinkTags.push(text), events);
  }

  /**
   * A piece that is only a line feed is held until more reasoning follows: new-api writes one where Claude's
   * thinking ends with a signature, even if the thinking has no readable text.
   */
  pushReasoning(text: string, events: ChatEvent[]): void {
    if (text === "") return;
    if (text === "\n") {
      this.#lineFeeds += text;
      return;
    }
    this.#hasReasoning = true;
    const whole = this.#lineFeeds + text;
    this.#lineFeeds = "";
    this.#writer.reasoning(whole, events);
  }

  /** Takes a piece of what has to go back, and gives its readable text. */
  addDetail(detail: unknown): string {
    return this.#details.push(detail);
  }

  /** Ends the reasoning when other content begins, if the blocks that have to go back are whole. */
  endReasoning(events: ChatEvent[]): void {
    this.#lineFeeds = "";
    if (this.#details.hasDetails) this.#pushDetails(this.#details.takeWhole(), events);
  }

  /**
   * Writes the text that was held back because it might be the beginning of a tag or an image.
   *
   * @param isCut Whether the answer is known to have been cut. Then the held text is dropped: it is half of a tag or image.
   */
  end({ isCut }: { isCut: boolean }, events: ChatEvent[]): void {
    if (!isCut) {
      this.#pushPieces(this.#thinkTags.end(), events);
      this.#writer.text(this.#images.end(), events);
    }
    this.#pushDetails(this.#details.take(), events);
  }

  #pushPieces(pieces: readonly SplitPiece[], events: ChatEvent[]): void {
    for (const { type, text } of pieces) {
      if (type === "text") this.#pushUntagged(text, events);
      else this.pushReasoning(text, events);
    }
  }

  #pushUntagged(text: string, events: ChatEvent[]): void {
    this.endReasoning(events);
    if (this.#images.passes(text)) {
      this.#writer.text(text, events);
      return;
    }
    for (const piece of this.#images.push(text)) {
      if (piece.type === "text") this.#writer.text(piece.text, events);
      else this.#writer.write({ type: "image", image: piece.image }, events);
    }
  }

  #pushDetails(details: JSONObject[], events: ChatEvent[]): void {
    if (details.length === 0) return;
    this.#writer.endReasoning({ reasoning_details: details }, events);
  }
}
