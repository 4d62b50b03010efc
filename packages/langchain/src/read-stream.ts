import type { ChatEvent, ChatStream, ErrorEvent, EventLog } from "@cometapi/core";
import { AIMessageChunk } from "@langchain/core/messages";
import { ChunkConverter } from "./convert/events.ts";
import type { AnswerContext } from "./convert/response-metadata.ts";
import { toLangChainError, toModelAbortError } from "./errors.ts";
import { createMessageChunk } from "./message-chunk.ts";

/** An answer that has begun to stream. */
export interface OpenedStream {
  stream: ChatStream;
  context: AnswerContext;
  /** The events that were read so far. */
  log: EventLog;
}

/** Makes of each batch of events what the reader gets: chunks, or events of LangChain's protocol. */
interface BatchConverter<T> {
  convert: (batch: readonly ChatEvent[]) => T[];
}

/** How a stream is opened, converted and read. */
export interface ReadStreamOptions<T> {
  open: () => Promise<OpenedStream>;
  createConverter: (opened: OpenedStream) => BatchConverter<T>;
  signal: AbortSignal | undefined;
  /** Called with each value once the reader asks for the next one. */
  onRead?: (value: T) => Promise<void> | undefined;
}

/**
 * Opens a stream and yields its answer, converted, to the end. Leaving the generator closes the connection.
 *
 * An error within the stream, or the caller's abort, is thrown after everything that came before it, with
 * the answer so far as `partialOutput`. The rest of a failed stream is read without being yielded: it may
 * still report the usage, which is charged.
 */
export async function* readStream<T>({
  open,
  createConverter,
  signal,
  onRead,
}: ReadStreamOptions<T>): AsyncGenerator<T> {
  const opened = await open();
  const { stream, log } = opened;
  const converter = createConverter(opened);
  let failure: ErrorEvent | undefined;
  try {
    for await (const batch of stream.batches) {
      for (const event of batch) log.push(event);
      if (failure !== undefined) continue;
      // One generator without `yield*`: each further one would add promises to every chunk.
      for (const value of converter.convert(batch)) {
        yield value;
        const reported = onRead?.(value);
        if (reported !== undefined) await reported;
      }
      failure = batch.find((event) => event.type === "error");
    }
    if (failure !== undefined) throw failure.error;
  } catch (error) {
    const partialOutput = createPartialOutput(opened);
    if (signal?.aborted === true) throw toModelAbortError(error, partialOutput);
    throw toLangChainError(error, partialOutput);
  }
}

/** The answer so far, as one chunk. */
function createPartialOutput({ context, log }: OpenedStream): AIMessageChunk {
  let whole = createMessageChunk({ content: "" });
  const converter = new ChunkConverter(context, log);
  for (const { choiceIndex, chunk } of [...converter.convert(log.events), ...converter.end()]) {
    const isFirst = choiceIndex === 0;
    if (isFirst && AIMessageChunk.isInstance(chunk.message)) whole = whole.concat(chunk.message);
  }
  return whole;
}
