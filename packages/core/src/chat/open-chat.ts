import type { ChatEvent } from "./chat-event.ts";
import { beginsDocument, isBlank } from "../transport/begins-document.ts";
import { ResponseBody } from "../transport/response-body.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { toCometAPIError } from "../errors/to-comet-api-error.ts";
import { isJSONArray, isJSONObject, parseJSON } from "../json-access.ts";
import type { JSONObject } from "../json.ts";
import type { ModelTraits } from "../models/model-traits.ts";
import type { ChatApi, ChatNormalizer } from "./apis/chat-api.ts";
import type { ChatRequest } from "./chat-request.ts";
import { AnswerReader, KEEP_ALIVE } from "./answer-reader.ts";
import type { CallMeter } from "../money/call-meter.ts";
import { throwIfWebPage } from "../transport/base-url-error.ts";
import type { TransportResponse } from "../transport/transport-request.ts";

/** What reading an answer depends on. */
export interface OpenChatOptions {
  /** The API that carries the answer. */
  api: ChatApi;
  /** Records what the answer cost. */
  callMeter?: CallMeter | undefined;
  /** What was asked. */
  request: ChatRequest;
  /** The traits by which the request was converted. */
  traits: ModelTraits;
  includeRaw: boolean;
  /** Makes ids for tool calls that have none. */
  generateId: () => string;
}

/** A whole answer as events, with the body they were made from. */
export interface OpenedAnswer {
  events: ChatEvent[];
  raw: JSONObject | JSONObject[];
}

/** A streamed answer that has begun. */
export interface OpenedStream {
  batches: AsyncIterableIterator<ChatEvent[], undefined>;
}

/**
 * Reads a whole answer.
 *
 * @throws {@link CometAPIError} when the body is an error, or is not an answer.
 */
export async function readAnswer(
  response: TransportResponse,
  options: OpenChatOptions,
): Promise<OpenedAnswer> {
  const text = await response.body.readText();
  // Some relays stream even if a whole answer was asked for. Asking again would cost again.
  const answer = isEventStream(text)
    ? await readEventStream(text, response, options)
    : parseAnswer(text, response, options);
  if (options.callMeter === undefined) return answer;
  const events = await options.callMeter.settleEvents(answer.events, response.received.requestId);
  return { ...answer, events };
}

/**
 * Opens a streamed answer and reads until its first output, so that what fails before that can still be
 * retried.
 *
 * @throws {@link CometAPIError} when an error comes before any output.
 */
export async function openStream(
  response: TransportResponse,
  options: OpenChatOptions,
): Promise<OpenedStream> {
  // Some relays answer a request for a stream in one piece; the content type does not always say so.
  if (beginsDocument(await peekContent(response.body))) {
    const { events } = await readAnswer(response, options);
    return { batches: new ResumedBatches([events], undefined) };
  }
  const reader = new AnswerReader(response, createNormalizer(response, options));
  const batches = new ResumedBatches(await readUntilOutput(reader), reader);
  return { batches: options.callMeter?.follow(batches, response.received.requestId) ?? batches };
}

/** The first read that is more than blanks. Blanks do not show whether the answer is a stream. */
async function peekContent(body: ResponseBody): Promise<Uint8Array | undefined> {
  let bytes = await body.peek();
  if (bytes === undefined || !isBlank(bytes)) return bytes;
  body.limitReadTime(KEEP_ALIVE);
  while (bytes !== undefined && isBlank(bytes)) {
    await body.read();
    bytes = await body.peek();
  }
  body.limitReadTime(undefined);
  return bytes;
}

async function readUntilOutput(reader: AnswerReader): Promise<ChatEvent[][]> {
  const batches: ChatEvent[][] = [];
  for (;;) {
    const { done, value } = await reader.next();
    if (done) return batches;
    batches.push(value);
    const first = value.find(isDecisive);
    if (first?.type === "error") {
      await reader.return();
      throw first.error;
    }
    if (first !== undefined) return batches;
  }
}

/** Whether an event shows that the answer has begun, or that it has failed. */
function isDecisive(event: ChatEvent): boolean {
  return event.type !== "response-metadata" && event.type !== "ping" && event.type !== "raw";
}

/** First the batches that were read ahead, then those of the reader. */
class ResumedBatches implements AsyncIterableIterator<ChatEvent[], undefined> {
  readonly #ahead: ChatEvent[][];
  readonly #reader: AnswerReader | undefined;

  constructor(ahead: ChatEvent[][], reader: AnswerReader | undefined) {
    this.#ahead = ahead;
    this.#reader = reader;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<ChatEvent[], undefined>> {
    const value = this.#ahead.shift();
    if (value !== undefined) return Promise.resolve({ done: false, value });
    return this.#reader?.next() ?? Promise.resolve({ done: true, value: undefined });
  }

  async return(): Promise<IteratorResult<ChatEvent[], undefined>> {
    this.#ahead.length = 0;
    await this.#reader?.return();
    return { done: true, value: undefined };
  }
}

const EVENT_STREAM = /^\s*(?:data|event|id|retry)?:/;

/** Whether a whole body is a stream of events. */
function isEventStream(text: string): boolean {
  return EVENT_STREAM.test(text);
}

/** Reads a whole answer out of a stream; `raw` are its chunks. */
async function readEventStream(
  text: string,
  response: TransportResponse,
  options: OpenChatOptions,
): Promise<OpenedAnswer> {
  const { locate } = response;
  const body = new ResponseBody(new Response(text).body, {
    signal: undefined,
    idleTimeoutMs: 60_000,
    locate,
  });
  const normalizer = createNormalizer(response, { ...options, includeRaw: true });
  const reader = new AnswerReader({ body, locate }, normalizer);
  const batches = await readUntilOutput(reader);
  for await (const batch of reader) batches.push(batch);
  const events = batches.flat();
  return {
    events: options.includeRaw ? events : events.filter(({ type }) => type !== "raw"),
    raw: events.flatMap((event) =>
      event.type === "raw" && isJSONObject(event.value) ? [event.value] : [],
    ),
  };
}

function parseAnswer(
  text: string,
  response: TransportResponse,
  options: OpenChatOptions,
): OpenedAnswer {
  const raw = parseJSON(text);
  const frames = framesOf(raw);
  if (frames === undefined) {
    throwIfWebPage(text, response);
    if (raw === undefined && /^\s*[{[]/.test(text)) {
      throw response.body.interrupted("the server closed it before its JSON was whole");
    }
    const message =
      text.trim() === ""
        ? "CometAPI sent an empty answer."
        : `CometAPI sent an answer that is not JSON: ${text.slice(0, 200)}`;
    throw response.locate(
      new CometAPIError({ code: "invalid-response", message, isRetryable: true, body: text }),
    );
  }
  const normalizer = createNormalizer(response, options);
  const events: ChatEvent[] = [];
  for (const frame of frames) normalizer.push(frame, events);
  normalizer.end("whole", events);
  const first = events.find(isDecisive);
  if (first?.type === "error") throw first.error;
  return { events, raw: isJSONObject(raw) ? raw : frames };
}

/** The frames of a body: the body itself, or its entries if it is an array (Gemini streams one without `alt=sse`). */
function framesOf(body: unknown): JSONObject[] | undefined {
  if (isJSONObject(body)) return [body];
  if (!isJSONArray(body) || body.length === 0) return undefined;
  const frames = body.filter(isJSONObject);
  return frames.length === body.length ? frames : undefined;
}

function createNormalizer(
  response: TransportResponse,
  { api, request, traits, includeRaw, generateId }: OpenChatOptions,
): ChatNormalizer {
  return api.createNormalizer({
    request,
    traits,
    includeRaw,
    generateId,
    locate: response.locate,
    toError: (frame) => {
      const { received, url, redact } = response;
      const body = JSON.stringify(frame);
      return toCometAPIError({ ...received, status: 200, body, url, redact });
    },
  });
}
