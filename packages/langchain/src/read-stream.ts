import { type ChatEvent, type ChatStream, type ErrorEvent, foldDeltas } from "@cometapi/core";
import { AIMessageChunk } from "@langchain/core/messages";
import { ChunkConverter } from "./convert/events.ts";
import type { AnswerContext } from "./convert/response-metadata.ts";
import { toLangChainError, toModelAbortError } from "./errors.ts";
import { createMessageChunk } from "./message-chunk.ts";

/** How a stream is read. */
export interface ReadStreamOptions<T> {
  context: AnswerContext;
  signal: AbortSignal | undefined;
  /** Turns one batch into what the reader yields. */
  convert: (batch: readonly ChatEvent[]) => T[];
  /** Collects what was read, as it was converted. */
  events: ChatEvent[];
  /** Whether deltas that arrived together are joined first. */
  isFolding: boolean;
}

/**
 * Reads a stream to its end, whichever protocol its reader speaks. Leaving it early closes the
 * connection. An error within the stream is thrown after what came before it was yielded, with
 * `partialOutput`; so is the caller's abort. After an error nothing more is yielded, but the stream is
 * read on: usage may follow, and is paid for.
 */
export async function* readStream<T>(
  stream: ChatStream,
  { context, signal, convert, events, isFolding }: ReadStreamOptions<T>,
): AsyncGenerator<T> {
  let failure: ErrorEvent | undefined;
  try {
    for await (const batch of stream.batches) {
      const read = isFolding ? foldDeltas(batch) : batch;
      for (const event of read) events.push(event);
      if (failure !== undefined) continue;
      yield* convert(read);
      failure = read.find((event) => event.type === "error");
    }
    if (failure !== undefined) throw failure.error;
  } catch (error) {
    const partialOutput = createPartialOutput(events, context);
    if (signal?.aborted === true) throw toModelAbortError(error, partialOutput);
    throw toLangChainError(error, partialOutput);
  }
}

/** What was answered so far, as one chunk. */
function createPartialOutput(events: readonly ChatEvent[], context: AnswerContext): AIMessageChunk {
  let whole = createMessageChunk({ content: "" });
  for (const { choiceIndex, chunk } of new ChunkConverter(context, true).convert(events, true)) {
    const isFirst = choiceIndex === 0;
    if (isFirst && AIMessageChunk.isInstance(chunk.message)) whole = whole.concat(chunk.message);
  }
  return whole;
}
