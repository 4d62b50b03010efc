import { type ChatEvent, type ChatStream, type ErrorEvent, EventLog } from "@cometapi/core";
import { AIMessageChunk } from "@langchain/core/messages";
import { ChunkConverter } from "./convert/events.ts";
import type { AnswerContext } from "./convert/response-metadata.ts";
import { toLangChainError, toModelAbortError } from "./errors.ts";
import { createMessageChunk } from "./message-chunk.ts";

/** A stream that has begun. */
export interface OpenedStream {
  stream: ChatStream;
  context: AnswerContext;
}

/** How a stream is read. */
export interface ReadStreamOptions<T> {
  open: () => Promise<OpenedStream>;
  /** Makes what turns one batch into what the reader yields. */
  createConvert: (context: AnswerContext) => (batch: readonly ChatEvent[]) => T[];
  signal: AbortSignal | undefined;
  /** Called when the reader comes back for more. */
  onRead?: ((value: T) => Promise<void> | undefined) | undefined;
}

/**
 * Opens a stream and reads it to its end, whichever protocol its reader speaks. Leaving it early closes the
 * connection. An error within the stream is thrown after what came before it was yielded, with
 * `partialOutput`; so is the caller's abort. After an error nothing more is yielded, but the stream is
 * read on: usage may follow, and is paid for.
 */
export async function* readStream<T>({
  open,
  createConvert,
  signal,
  onRead,
}: ReadStreamOptions<T>): AsyncGenerator<T> {
  const { stream, context } = await open();
  const convert = createConvert(context);
  const log = new EventLog();
  let failure: ErrorEvent | undefined;
  try {
    for await (const batch of stream.batches) {
      for (const event of batch) log.push(event);
      if (failure !== undefined) continue;
      // One generator and no `yield*`: each layer takes promises of its own for every chunk.
      for (const value of convert(batch)) {
        yield value;
        const told = onRead?.(value);
        if (told !== undefined) await told;
      }
      failure = batch.find((event) => event.type === "error");
    }
    if (failure !== undefined) throw failure.error;
  } catch (error) {
    const partialOutput = createPartialOutput(log.events, context);
    if (signal?.aborted === true) throw toModelAbortError(error, partialOutput);
    throw toLangChainError(error, partialOutput);
  }
}

/** What was answered so far, as one chunk. */
function createPartialOutput(events: readonly ChatEvent[], context: AnswerContext): AIMessageChunk {
  let whole = createMessageChunk({ content: "" });
  for (const { choiceIndex, chunk } of new ChunkConverter(context).convert(events, true)) {
    const isFirst = choiceIndex === 0;
    if (isFirst && AIMessageChunk.isInstance(chunk.message)) whole = whole.concat(chunk.message);
  }
  return whole;
}
