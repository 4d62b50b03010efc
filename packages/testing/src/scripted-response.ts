import type { Fixture } from "./fixture.ts";

/** How the bytes of a body arrive. */
export interface BodyOptions {
  /** Size of the pieces in bytes. A character may be split. Default: one piece. */
  splitEvery?: number;
  /** Byte positions at which the body is split. Takes the place of `splitEvery`. */
  splitAt?: readonly number[];
  /** Whether the body never ends after its last byte. Default false. */
  staysOpen?: boolean;
  /** Whether the connection is lost after the body. Default false. */
  isCut?: boolean;
  /** Called with the reason when the reader cancels the body. */
  onCancel?: (reason: unknown) => void;
}

/** Options of an event stream. */
export interface EventStreamOptions extends BodyOptions {
  /** Whether a blank line follows the last event, as the format demands. Default true. */
  endsWithBlankLine?: boolean;
  /** Default 200. */
  status?: number;
  /** Added to `content-type: text/event-stream`. */
  headers?: Record<string, string>;
}

/** A JSON response. */
export function jsonResponse(
  body: unknown,
  options: { status?: number; headers?: Record<string, string> } = {},
): Response {
  return Response.json(body, options);
}

/**
 * An event stream. A value is sent as JSON. A text is sent unchanged: `[DONE]` becomes `data: [DONE]`, and a
 * text with a colon (`: ping`, `event: error`) is a line of its own.
 */
export function sseResponse(
  events: readonly unknown[],
  { endsWithBlankLine = true, status = 200, headers, ...options }: EventStreamOptions = {},
): Response {
  const text = events.map((event) => `${toLines(event)}\n\n`).join("");
  return new Response(createBody(endsWithBlankLine ? text : text.trimEnd(), options), {
    status,
    headers: { "content-type": "text/event-stream", ...headers },
  });
}

/** The response of a fixture, with its bytes split as the options say. */
export function fixtureResponse(fixture: Fixture, options: BodyOptions = {}): Response {
  const isStream = fixture.stream ?? true;
  const body = createBody(fixture.body, { isCut: fixture.isCut ?? false, ...options });
  return new Response(body, {
    status: fixture.status ?? 200,
    headers: fixture.headers ?? {
      "content-type": isStream ? "text/event-stream" : "application/json",
    },
  });
}

function toLines(event: unknown): string {
  if (typeof event !== "string") return `data: ${JSON.stringify(event)}`;
  return event.includes(":") ? event : `data: ${event}`;
}

function createBody(
  text: string,
  { splitEvery, splitAt, staysOpen = false, isCut = false, onCancel }: BodyOptions,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = new TextEncoder().encode(text);
  const pieces = split(bytes, splitAt ?? positionsEvery(splitEvery ?? bytes.length, bytes.length));
  return new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece !== undefined) return controller.enqueue(piece);
      if (isCut) return controller.error(new TypeError("terminated"));
      if (!staysOpen) return controller.close();
      return new Promise(() => {});
    },
    cancel: (reason) => onCancel?.(reason),
  });
}

function positionsEvery(size: number, length: number): number[] {
  const positions: number[] = [];
  for (let position = size; position < length; position += size) positions.push(position);
  return positions;
}

function split(
  bytes: Uint8Array<ArrayBuffer>,
  positions: readonly number[],
): Uint8Array<ArrayBuffer>[] {
  const edges = [0, ...positions, bytes.length];
  return edges
    .slice(1)
    .map((end, index) => bytes.slice(edges[index], end))
    .filter((piece) => piece.length > 0);
}
