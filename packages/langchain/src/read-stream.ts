import { type ChatEvent, type ChatStream, foldDeltas } from "@cometapi/core";
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
 * `partialOutput`; so is the caller's abort.
 */
export async function* readStream<T>(
  stream: ChatStream,
  { context, signal, convert, events, isFolding }: ReadStreamOptions<T>,
): AsyncGenerator<T> {
  try {
    for await (const batch of stream.batches) {
      const read = isFolding ? foldDeltas(batch) : batch;
      for (const event of read) events.push(event);
      yield* convert(read);
      for (const event of read) if (event.type === "error") throw event.error;
    }
  } catch (error) {
    const partialOutput = createPartialOutput(events, context);
    if (signal?.aborted === true) throw toModelAbortError(error, partialOutput);
    throw toLangChainError(error, partialOutput);
  }
}

/** What was answered so far, as one chunk. */
function createPartialOutput(events: readonly ChatEvent[], context: AnswerContext): AIMessageChunk {
  const chunks = new ChunkConverter(context, true).convert(events, true);
  const chunk = chunks.find(({ choiceIndex }) => choiceIndex === 0)?.chunk.message;
  return AIMessageChunk.isInstance(chunk) ? chunk : createMessageChunk({ content: "" });
}
