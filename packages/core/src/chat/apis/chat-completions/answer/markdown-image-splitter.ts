import type { ImageEvent } from "../../../chat-event.ts";

/** A piece of content: text, or an image that stood in it. */
export type ImageSplitPiece =
  | { type: "text"; text: string }
  | { type: "image"; image: ImageEvent["image"] };

/** How new-api writes an image of Gemini into the text. Models do not write this by themselves. */
const OPEN = "![image](data:image/";
const CLOSE = ")";
/** A character that a base64 `data:` address cannot contain. */
const NO_ADDRESS = /[^\w+/=;,.-]/;

/**
 * Separates images that a relay writes into the text as `![image](data:image/png;base64,…)`, wherever the
 * stream splits the text. Megabytes of base64 in small pieces take linear time.
 */
export class MarkdownImageSplitter {
  /** The end of the text so far, if it may be the beginning of an image. */
  #held = "";
  /** The pieces of an image's address so far. */
  #address: string[] | undefined;

  /** Whether a piece can be passed on as it is. */
  passes(text: string): boolean {
    return this.#address === undefined && this.#held === "" && !text.includes("!");
  }

  /** Takes a piece of text and returns the part that is certainly text or an image. */
  push(piece: string): ImageSplitPiece[] {
    const pieces: ImageSplitPiece[] = [];
    let rest: string | undefined = piece;
    while (rest !== undefined) {
      rest =
        this.#address === undefined
          ? this.#readText(rest, pieces)
          : this.#readAddress(rest, this.#address, pieces);
    }
    return pieces;
  }

  /** Returns the held text when the answer ends. An image without an end is text. */
  end(): string {
    const held = this.#address === undefined ? this.#held : OPEN + this.#address.join("");
    this.#held = "";
    this.#address = undefined;
    return held;
  }

  /** Reads text up to an image. Returns what follows the beginning of the image. */
  #readText(piece: string, pieces: ImageSplitPiece[]): string | undefined {
    const text = this.#held + piece;
    const start = text.indexOf(OPEN);
    const end = start === -1 ? text.length - heldLength(text) : start;
    if (end > 0) pieces.push({ type: "text", text: text.slice(0, end) });
    this.#held = start === -1 ? text.slice(end) : "";
    if (start === -1) return undefined;
    this.#address = [];
    return text.slice(start + OPEN.length);
  }

  /** Reads an address up to the first character that is not part of it. Returns what follows. */
  #readAddress(piece: string, address: string[], pieces: ImageSplitPiece[]): string | undefined {
    const end = piece.search(NO_ADDRESS);
    address.push(end === -1 ? piece : piece.slice(0, end));
    if (end === -1) return undefined;
    this.#address = undefined;
    const text = address.join("");
    const image = piece[end] === CLOSE ? readImage(text) : undefined;
    if (image === undefined) {
      pieces.push({ type: "text", text: OPEN + text });
      return piece.slice(end);
    }
    pieces.push({ type: "image", image });
    return piece.slice(end + CLOSE.length);
  }
}

function readImage(address: string): ImageEvent["image"] | undefined {
  const match = /^([\w.+-]+);base64,/.exec(address);
  const data = match === null ? "" : address.slice(match[0].length);
  return match === null || !/^[\w+/=-]+$/.test(data)
    ? undefined
    : { data, mediaType: `image/${match[1]}` };
}

/** Length of the end of a text that may be the beginning of an image. */
function heldLength(text: string): number {
  for (let length = Math.min(OPEN.length - 1, text.length); length > 0; length -= 1) {
    if (OPEN.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
