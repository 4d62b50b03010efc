import { CometAPIError } from "../errors/comet-api-error.ts";
import { LIMITS } from "./limits.ts";

/** One server-sent event, a keep-alive comment, or a line that is neither. */
export type ServerSentEvent =
  | { type: "message"; event: string | undefined; data: string }
  | { type: "comment" }
  | { type: "malformed"; line: string };

/** Fields of an event, known or not; anything else on a line is not part of an event stream. */
const FIELD = /^(?!error)[a-z_-]+(?::|$)/;

/**
 * Turns the bytes of an event stream into its events, wherever the network split them.
 *
 * Differs from the specification where vendors do:
 * - A line that is not a field is reported instead of dropped.
 * - A JSON object ends where the next one begins, even without a blank line between them.
 * - The last event counts even without a blank line after it.
 *
 * Why this is not a library: docs/decisions/0006-own-event-stream-parser.md.
 */
export class SSEParser {
  // `TextDecoder` drops a byte order mark and joins characters that the network split.
  readonly #decoder = new TextDecoder();
  /** The pieces of a line that has not ended yet. Joining them at each read would take O(n²). */
  #pieces: string[] = [];
  #pieceCharacters = 0;
  #endsWithCR = false;
  #event: string | undefined;
  /** The data lines so far of the event that is being read. */
  #data: string | undefined;
  /** The last of these lines that is not blank. Searching the end of `#data` for it would take O(n²). */
  #lastLine = "";

  /**
   * The events completed by these bytes.
   *
   * @throws {@link CometAPIError} `invalid-response` for an event that is larger than any answer.
   */
  push(bytes: Uint8Array): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    this.#feed(this.#decoder.decode(bytes, { stream: true }), events);
    if (this.#pieceCharacters + (this.#data?.length ?? 0) > LIMITS.streamEventCharacters) {
      this.#pieces = [];
      this.#data = undefined;
      throw eventTooLarge();
    }
    return events;
  }

  /** The last event, when the server hung up before its blank line. */
  end(): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    this.#feed(`${this.#decoder.decode()}\n\n`, events);
    return events;
  }

  #feed(decoded: string, events: ServerSentEvent[]): void {
    const text = this.#normalizeLineEnds(decoded);
    let end = text.indexOf("\n");
    if (end < 0) {
      if (text !== "") this.#keepPiece(text);
      return;
    }
    let start = 0;
    if (this.#pieces.length > 0) {
      const beginning = this.#pieces.join("");
      this.#pieces = [];
      this.#pieceCharacters = 0;
      this.#takeLine(beginning + text.slice(0, end), events);
      start = end + 1;
      end = text.indexOf("\n", start);
    }
    while (end >= 0) {
      this.#takeLine(text.slice(start, end), events);
      start = end + 1;
      end = text.indexOf("\n", start);
    }
    if (start < text.length) this.#keepPiece(text.slice(start));
  }

  #keepPiece(piece: string): void {
    this.#pieces.push(piece);
    this.#pieceCharacters += piece.length;
  }

  /** CR LF and CR as LF. A CR at the end of a read may be the first half of a CR LF. */
  #normalizeLineEnds(decoded: string): string {
    const text = this.#endsWithCR && decoded.startsWith("\n") ? decoded.slice(1) : decoded;
    if (decoded !== "") this.#endsWithCR = decoded.endsWith("\r");
    return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  }

  #takeLine(line: string, events: ServerSentEvent[]): void {
    if (line === "") {
      this.#dispatch(events);
    } else if (line.startsWith("data:")) {
      const data = line.slice(line.charCodeAt(5) === SPACE ? 6 : 5);
      if (this.#data !== undefined && startsNextObject(this.#lastLine, data))
        this.#dispatch(events);
      if (this.#data === undefined) {
        this.#data = data;
        this.#lastLine = data;
        return;
      }
      this.#data = `${this.#data}\n${data}`;
      if (data.trim() !== "") this.#lastLine = data;
    } else if (line.startsWith(":")) {
      events.push({ type: "comment" });
    } else if (line.startsWith("event:")) {
      this.#event = line.slice(6).trim();
    } else if (!FIELD.test(line)) {
      events.push({ type: "malformed", line });
    }
  }

  #dispatch(events: ServerSentEvent[]): void {
    if (this.#data !== undefined) {
      events.push({ type: "message", event: this.#event, data: this.#data });
    }
    this.#data = undefined;
    this.#event = undefined;
  }
}

const SPACE = 32;

/** Whether a line begins the next JSON object. Within one object no line with `{` or `[DONE]` follows a `}`. */
function startsNextObject(line: string, next: string): boolean {
  return line.trimEnd().endsWith("}") && /^\s*(?:\{|\[DONE\])/.test(next);
}

function eventTooLarge(): CometAPIError {
  return new CometAPIError({
    code: "invalid-response",
    message: `CometAPI sent an event of more than ${LIMITS.streamEventCharacters} characters.`,
  });
}
