import { createParser } from "eventsource-parser";

/** One server-sent event, or a keep-alive comment. */
export type ServerSentEvent =
  | { type: "message"; event: string | undefined; data: string }
  | { type: "comment" }
  | { type: "malformed"; line: string };

/** Turns the bytes of an event stream into its events, wherever the network split them. */
export class SSEParser {
  // `ignoreBOM` leaves the mark to the event stream parser, which drops it as its format says.
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  #events: ServerSentEvent[] = [];
  readonly #parser = createParser({
    onEvent: ({ event, data }) => this.#events.push({ type: "message", event, data }),
    onComment: () => this.#events.push({ type: "comment" }),
    onError: ({ type, line }) => {
      if (type === "unknown-field") this.#events.push({ type: "malformed", line: line ?? "" });
    },
  });

  /** The events completed by these bytes. */
  push(bytes: Uint8Array): ServerSentEvent[] {
    this.#parser.feed(this.#decoder.decode(bytes, { stream: true }));
    return this.#take();
  }

  /** The last event, when the server hung up before its blank line. */
  end(): ServerSentEvent[] {
    this.#parser.feed(this.#decoder.decode());
    this.#parser.feed("\n\n");
    return this.#take();
  }

  #take(): ServerSentEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
