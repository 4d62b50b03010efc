import { CometAPIError } from "../errors/comet-api-error.ts";
import type { ErrorSource } from "../errors/to-comet-api-error.ts";
import { isObject } from "../json-access.ts";
import { parseFrame } from "./parse-frame.ts";
import { endsNativeStream } from "./native/ends-native-stream.ts";
import { findNativeFailure } from "./native/find-native-failure.ts";
import { type ServerSentEvent, SSEParser } from "./sse-parser.ts";
import type { ResponseBody } from "./response-body.ts";
import type { TransportResponse } from "./send-request.ts";

const encoder = new TextEncoder();

/**
 * The bytes of a streamed answer of the Responses, Messages or Gemini API, for as long as they are one.
 * Events are written anew, so that all of them before a failure arrive and nothing of it does.
 */
export class NativeStreamBody implements Pick<ResponseBody, "read" | "close"> {
  readonly #response: TransportResponse;
  readonly #source: Omit<ErrorSource, "body">;
  readonly #parser = new SSEParser();
  #failure: CometAPIError | undefined;
  #hasEndMark = false;
  #isOver = false;

  constructor(response: TransportResponse) {
    this.#response = response;
    const { status, headers, url, redact } = response;
    this.#source = { status, headers, url, redact };
  }

  /**
   * The events of the next network read that holds any, undefined at the end of the answer.
   *
   * @throws {@link CometAPIError} for an error within the stream, for a frame that is not JSON, and for a
   * stream that ends without an end mark; the caller's abort reason as it is.
   */
  async read(): Promise<Uint8Array | undefined> {
    let text = "";
    while (text === "" && this.#failure === undefined) {
      if (this.#isOver) return undefined;
      text = this.#take(await this.#readEvents());
    }
    if (text !== "") return encoder.encode(text);
    this.close();
    throw this.#failure;
  }

  /** Gives the rest of the answer up and closes the connection. */
  close(): void {
    this.#response.body.close();
  }

  async #readEvents(): Promise<ServerSentEvent[]> {
    const { body } = this.#response;
    try {
      const bytes = await body.read();
      if (bytes !== undefined) return this.#parser.push(bytes);
    } catch (error) {
      // A connection lost after the end mark has cost nothing.
      if (body.isAborted || !this.#hasEndMark) throw error;
    }
    this.#isOver = true;
    return this.#parser.end();
  }

  /** What may be passed on of these events. */
  #take(events: readonly ServerSentEvent[]): string {
    let text = "";
    for (const event of events) {
      this.#failure = this.#check(event);
      if (this.#failure !== undefined) return text;
      text += write(event);
    }
    if (this.#isOver && !this.#hasEndMark) {
      this.#failure = this.#response.body.interrupted(
        "the server closed it with neither a finish reason nor an end mark",
      );
    }
    return text;
  }

  #check(event: ServerSentEvent): CometAPIError | undefined {
    for (const frame of parseFrame(event)) {
      if (frame.type === "done") this.#hasEndMark = true;
      if (frame.type === "malformed") return this.#malformed(frame.text);
      if (frame.type !== "chunk") continue;
      const { value } = frame;
      if (!isObject(value)) return this.#malformed(JSON.stringify(value));
      const failure = findNativeFailure(value, this.#source);
      if (failure !== undefined) return failure;
      this.#hasEndMark ||= endsNativeStream(value);
    }
    return undefined;
  }

  #malformed(text: string): CometAPIError {
    const message = `CometAPI sent a frame that is not a JSON object: ${text.slice(0, 200)}`;
    return this.#response.locate(
      new CometAPIError({ code: "invalid-response", message, isRetryable: true }),
    );
  }
}

function write(event: ServerSentEvent): string {
  if (event.type === "comment") return "";
  if (event.type === "malformed") return event.line.trim() === "" ? "" : `data: ${event.line}\n\n`;
  const name = event.event === undefined ? "" : `event: ${event.event}\n`;
  return `${name}data: ${event.data.replaceAll("\n", "\ndata: ")}\n\n`;
}
