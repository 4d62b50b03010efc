import { CometAPIError } from "../../errors/comet-api-error.ts";
import { isJSONArray, isJSONObject, parseJSON } from "../../json-access.ts";
import type { JSONObject } from "../../json.ts";
import { throwIfWebPage } from "../../transport/base-url-error.ts";
import { ResponseBody } from "../../transport/response-body.ts";
import type { TransportResponse } from "../../transport/transport-request.ts";
import type { ChatAnswer } from "../chat-answer.ts";
import type { ChatEvent } from "../chat-event.ts";
import { AnswerReader, isOutcome } from "./answer-reader.ts";
import { createNormalizer, type ReadContext } from "./create-normalizer.ts";

/** The events of a whole answer, with the body they were made from. */
type ReadAnswer = Pick<ChatAnswer, "events" | "raw">;

/**
 * Reads a whole answer.
 *
 * @throws {@link CometAPIError} when the body is an error, or is not an answer.
 */
export async function readAnswer(
  response: TransportResponse,
  context: ReadContext,
): Promise<ReadAnswer> {
  const text = await response.body.readText();
  // Some relays stream even if a whole answer was asked for. Asking again would cost again.
  const answer = EVENT_STREAM.test(text)
    ? await readEventStream(text, response, context)
    : readDocument(text, response, context);
  if (context.callMeter === undefined) return answer;
  const events = await context.callMeter.settleEvents(answer.events, response.received.requestId);
  return { ...answer, events };
}

const EVENT_STREAM = /^\s*(?:data|event|id|retry)?:/;

/** Reads a whole answer out of a stream; `raw` are its chunks. */
async function readEventStream(
  text: string,
  response: TransportResponse,
  context: ReadContext,
): Promise<ReadAnswer> {
  const { locate } = response;
  const body = new ResponseBody(new Response(text).body, {
    signal: undefined,
    idleTimeoutMs: 60_000,
    locate,
  });
  const normalizer = createNormalizer(response, { ...context, includeRaw: true });
  const reader = new AnswerReader({ body, locate }, normalizer);
  await reader.readAhead();
  const batches: ChatEvent[][] = [];
  for await (const batch of reader) batches.push(batch);
  const events = batches.flat();
  return {
    events: context.includeRaw ? events : events.filter(({ type }) => type !== "raw"),
    raw: events.flatMap((event) =>
      event.type === "raw" && isJSONObject(event.value) ? [event.value] : [],
    ),
  };
}

/** Reads a whole answer out of its JSON. */
function readDocument(text: string, response: TransportResponse, context: ReadContext): ReadAnswer {
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
  const normalizer = createNormalizer(response, context);
  const events: ChatEvent[] = [];
  for (const frame of frames) normalizer.push(frame, events);
  normalizer.end("whole", events);
  const outcome = events.find(isOutcome);
  if (outcome?.type === "error") throw outcome.error;
  return { events, raw: isJSONObject(raw) ? raw : frames };
}

/** The frames of a body: the body itself, or its entries if it is an array (Gemini streams one without `alt=sse`). */
function framesOf(body: unknown): JSONObject[] | undefined {
  if (isJSONObject(body)) return [body];
  if (!isJSONArray(body) || body.length === 0) return undefined;
  const frames = body.filter(isJSONObject);
  return frames.length === body.length ? frames : undefined;
}
