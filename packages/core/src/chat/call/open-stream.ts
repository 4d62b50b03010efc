import { areBlanks, beginsDocument } from "../../transport/begins-document.ts";
import type { ResponseBody } from "../../transport/response-body.ts";
import type { TransportResponse } from "../../transport/transport-request.ts";
import type { ChatStream } from "../chat-answer.ts";
import { AnswerReader, KEEP_ALIVE } from "./answer-reader.ts";
import { createNormalizer, type ReadContext } from "./create-normalizer.ts";
import { readAnswer } from "./read-answer.ts";

/**
 * Opens a streamed answer and reads until its first output, so that what fails before that can still be
 * retried.
 *
 * @throws {@link CometAPIError} when an error comes before any output.
 */
export async function openStream(
  response: TransportResponse,
  context: ReadContext,
): Promise<Pick<ChatStream, "batches">> {
  // Some relays answer a request for a stream in one piece; the content type does not always say so.
  if (beginsDocument(await peekContent(response.body))) {
    const { events } = await readAnswer(response, context);
    return { batches: inOneBatch(events) };
  }
  const reader = new AnswerReader(response, createNormalizer(response, context));
  await reader.readAhead();
  return { batches: context.callMeter?.follow(reader, response.received.requestId) ?? reader };
}

/** The first read that is more than blanks. Blanks do not show whether the answer is a stream. */
async function peekContent(body: ResponseBody): Promise<Uint8Array | undefined> {
  let bytes = await body.peek();
  if (bytes === undefined || !areBlanks(bytes)) return bytes;
  body.limitReadTime(KEEP_ALIVE);
  while (bytes !== undefined && areBlanks(bytes)) {
    await body.read();
    bytes = await body.peek();
  }
  body.limitReadTime(undefined);
  return bytes;
}

async function* inOneBatch<T>(events: T[]): AsyncGenerator<T[], undefined> {
  yield events;
}
