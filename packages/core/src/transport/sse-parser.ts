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
 * Differs from the specification where vendors do: a line that is no field is handed out instead of
 * dropped, a JSON object ends at the line where the next one begins although the blank line between
 * them is missing, and the last event counts although nothing follows it. Why this is not a library:
 * docs/decisions/0006-own-event-stream-parser.md.
 */
export class SSEParser {
  // `TextDecoder` drops a byte order mark and joins characters that the network split.
  readonly #decoder = new TextDecoder();
  /** The beginning of a line whose end has not arrived, in pieces: joining them each time is O(n²). */
  #pieces: string[] = [];
  #endsWithCR = false;
  #event: string | undefined;
  #data: string | undefined;

  /** The events completed by these bytes. */
  push(bytes: Uint8Array): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    this.#feed(this.#decoder.decode(bytes, { stream: true }), events);
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
      if (text !== "") this.#pieces.push(text);
      return;
    }
    let start = 0;
    if (this.#pieces.length > 0) {
      this.#takeLine(this.#pieces.join("") + text.slice(0, end), events);
      this.#pieces = [];
      start = end + 1;
      end = text.indexOf("\n", start);
    }
    while (end >= 0) {
      this.#takeLine(text.slice(start, end), events);
      start = end + 1;
      end = text.indexOf("\n", start);
    }
    if (start < text.length) this.#pieces.push(text.slice(start));
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
      if (this.#data === undefined) {
        this.#data = data;
        return;
      }
      if (startsNextObject(this.#data, data)) {
        this.#dispatch(events);
        this.#data = data;
      } else {
        this.#data = `${this.#data}\n${data}`;
      }
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

/** No JSON text goes on from a line that ends with `}` to one that begins with `{` or `[DONE]`. */
function startsNextObject(data: string, next: string): boolean {
  return data.trimEnd().endsWith("}") && /^\s*(?:\{|\[DONE\])/.test(next);
}
