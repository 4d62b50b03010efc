const OPEN = "<think>";
const CLOSE = "</think>";

/** A piece of content: reasoning that a relay wrapped in tags, or text. */
export interface SplitPiece {
  type: "text" | "reasoning";
  text: string;
}

/**
 * Separates reasoning that arrives inside the content as `<think>…</think>` before the text.
 *
 * Only a tag at the very beginning counts: new-api writes it there when a channel is set to put thinking into
 * the content. A tag later in an answer is part of the model's text.
 */
export class ThinkTagSplitter {
  #state: "start" | "reasoning" | "after" | "text" = "start";
  /** Content that may be the beginning of a tag, or line feeds around one. */
  #held = "";

  /** Whether everything from here on is text, so that it need not be checked. */
  get isPassing(): boolean {
    return this.#state === "text";
  }

  /** Takes a piece of content and returns the part that is certainly text or reasoning. */
  push(text: string): SplitPiece[] {
    if (this.#state === "text") return [{ type: "text", text }];
    this.#held += text;
    const pieces: SplitPiece[] = [];
    if (this.#state === "start") this.#openOrPass(pieces);
    if (this.#state === "reasoning") this.#readReasoning(pieces);
    if (this.#state === "after") this.#skipLineFeeds(pieces);
    return pieces;
  }

  /** Returns what is still held when the content ends. */
  end(): SplitPiece[] {
    const text = this.#held;
    this.#held = "";
    if (text === "" || this.#state === "after") return [];
    return [{ type: this.#state === "reasoning" ? "reasoning" : "text", text }];
  }

  #openOrPass(pieces: SplitPiece[]): void {
    const begin = this.#held.trimStart();
    if (begin.startsWith(OPEN)) {
      this.#held = begin.slice(OPEN.length).replace(/^\n/, "");
      this.#state = "reasoning";
    } else if (!OPEN.startsWith(begin)) {
      pieces.push({ type: "text", text: this.#held });
      this.#held = "";
      this.#state = "text";
    }
  }

  #readReasoning(pieces: SplitPiece[]): void {
    const end = this.#held.indexOf(CLOSE);
    if (end >= 0) {
      const reasoning = this.#held.slice(0, end).replace(/\n$/, "");
      if (reasoning !== "") pieces.push({ type: "reasoning", text: reasoning });
      this.#held = this.#held.slice(end + CLOSE.length);
      this.#state = "after";
      return;
    }
    const certain = this.#held.length - heldLength(this.#held);
    if (certain === 0) return;
    pieces.push({ type: "reasoning", text: this.#held.slice(0, certain) });
    this.#held = this.#held.slice(certain);
  }

  #skipLineFeeds(pieces: SplitPiece[]): void {
    const text = this.#held.replace(/^\n+/, "");
    this.#held = "";
    if (text === "") return;
    pieces.push({ type: "text", text });
    this.#state = "text";
  }
}

/** Length of the end of a text that may belong to the closing tag or the line feed before it. */
function heldLength(text: string): number {
  const end = `\n${CLOSE}`;
  for (let length = Math.min(end.length - 1, text.length); length > 0; length -= 1) {
    const tail = text.slice(-length);
    if (end.startsWith(tail) || CLOSE.startsWith(tail)) return length;
  }
  return 0;
}
