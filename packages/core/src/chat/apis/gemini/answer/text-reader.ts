import type { ChatEvent } from "../../../chat-event.ts";
import type { AnswerWriter } from "../../answer/answer-writer.ts";

type Kind = "text" | "reasoning";

/**
 * Reads texts and thoughts. Neighbouring parts of one kind are one block. A signature ends its block and belongs to the
 * last part of it, so the echo says where this part begins (`from`). `../request/convert-assistant.ts` splits the text there
 * again.
 */
export class TextReader {
  readonly #writer: AnswerWriter;
  /** Whether text waits until it is known whether the answer comes as a call instead. */
  readonly #holdsText: boolean;
  #heldText = "";
  /** The kind of the open block, and how long it is. */
  #open: Kind | undefined;
  #length = 0;

  constructor(writer: AnswerWriter, { holdsText }: { holdsText: boolean }) {
    this.#writer = writer;
    this.#holdsText = holdsText;
  }

  /** Takes the text of a part, with its signature. */
  push(text: string, kind: Kind, signature: string | undefined, events: ChatEvent[]): void {
    if (text === "" && signature === undefined) return;
    if (kind === "text" && this.#holdsText) {
      this.#heldText += text;
      return;
    }
    if (this.#open !== kind) this.end(undefined, events);
    this.#open = kind;
    this.#writer[kind](text, events);
    if (signature === undefined) this.#length += text.length;
    else this.end(signature, events);
  }

  /** Ends the open block, if there is one. Thoughts have an echo even without a signature. */
  end(thoughtSignature: string | undefined, events: ChatEvent[]): void {
    const kind = this.#open;
    const from = this.#length === 0 ? {} : { from: this.#length };
    const signed = thoughtSignature === undefined ? undefined : { thoughtSignature, ...from };
    this.#open = undefined;
    this.#length = 0;
    if (kind === "reasoning") this.#writer.endReasoning({ thought: true, ...signed }, events);
    else if (kind === "text" && signed !== undefined) this.#writer.endText(signed, events);
  }

  /** Writes the text that waits as reasoning: the answer came as a call, so the text before it is not part of it. */
  releaseAsReasoning(events: ChatEvent[]): void {
    if (this.#heldText === "") return;
    this.#writer.reasoning(this.#heldText, events);
    this.#writer.endReasoning(undefined, events);
    this.#heldText = "";
  }

  /** Writes the text that waits as text: it is the answer. */
  releaseAsText(events: ChatEvent[]): void {
    this.#writer.text(this.#heldText, events);
  }
}
