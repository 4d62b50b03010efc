import type { LanguageModelV4StreamPart, SharedV4Warning } from "@ai-sdk/provider";
import { type ChatEvent, foldDeltas } from "@cometapi/core";
import { EventConverter, type EventConverterConfig } from "../convert/events.ts";

/**
 * The stream of one answer's parts, made from core's batches. It reads a batch only when somebody reads the
 * stream. Cancelling it closes the connection.
 */
export function createPartStream(
  batches: AsyncIterable<ChatEvent[]>,
  warnings: SharedV4Warning[],
  config: EventConverterConfig,
): ReadableStream<LanguageModelV4StreamPart> {
  const iterator = batches[Symbol.asyncIterator]();
  let converter: EventConverter;
  let isCancelled = false;
  return new ReadableStream<LanguageModelV4StreamPart>({
    start(controller) {
      converter = new EventConverter(config, controller);
      controller.enqueue({ type: "stream-start", warnings });
    },
    async pull(controller) {
      // A pull that enqueues nothing is not called again, so it reads on until a batch has parts.
      try {
        do {
          const { done, value } = await iterator.next();
          if (isCancelled) return;
          if (done === true) {
            converter.finish();
            controller.close();
            return;
          }
          for (const event of foldDeltas(value)) converter.convert(event);
        } while (controller.desiredSize !== null && controller.desiredSize > 0);
      } catch (error) {
        // `extractMetadata` may throw, for example. A reader does not cancel a stream that has failed.
        await iterator.return?.();
        throw error;
      }
    },
    async cancel() {
      isCancelled = true;
      await iterator.return?.();
    },
  });
}
