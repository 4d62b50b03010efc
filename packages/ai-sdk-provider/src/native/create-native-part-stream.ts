import type { JSONObject, LanguageModelV4StreamPart, SharedV4Warning } from "@ai-sdk/provider";
import type { CometAPIError } from "@cometapi/core";
import { convertUsage } from "../convert/usage.ts";
import { toStreamError } from "../errors.ts";
import { findCometAPIError } from "./to-native-call-error.ts";

type Part = LanguageModelV4StreamPart;
type Controller = ReadableStreamDefaultController<Part>;

/**
 * The stream of a delegate, with our warnings and metadata, and with a lost connection as the error
 * part and `interrupted` finish that it is on `chat`, where the delegate's stream would just break.
 */
export function createNativePartStream(
  stream: ReadableStream<Part>,
  warnings: SharedV4Warning[],
  addMetadata: (metadata: Record<string, JSONObject> | undefined) => Record<string, JSONObject>,
): ReadableStream<Part> {
  const reader = stream.getReader();
  const openBlocks = new Map<string, Part>();

  function convert(part: Part): Part {
    switch (part.type) {
      case "stream-start":
        return { ...part, warnings: [...warnings, ...part.warnings] };
      case "finish":
        return { ...part, providerMetadata: addMetadata(part.providerMetadata) };
      case "text-start":
        openBlocks.set(part.id, { type: "text-end", id: part.id });
        return part;
      case "reasoning-start":
        openBlocks.set(part.id, { type: "reasoning-end", id: part.id });
        return part;
      case "tool-input-start":
        openBlocks.set(part.id, { type: "tool-input-end", id: part.id });
        return part;
      case "text-end":
      case "reasoning-end":
      case "tool-input-end":
        openBlocks.delete(part.id);
        return part;
      default:
        return part;
    }
  }

  function interrupt(error: CometAPIError, controller: Controller): void {
    controller.enqueue({ type: "error", error: toStreamError(error) });
    for (const end of openBlocks.values()) controller.enqueue(end);
    controller.enqueue({
      type: "finish",
      finishReason: { unified: "interrupted", raw: undefined },
      usage: convertUsage(undefined),
      providerMetadata: addMetadata(undefined),
    });
    controller.close();
  }

  return new ReadableStream<Part>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(convert(value));
      } catch (error) {
        const lost = findCometAPIError(error);
        if (lost === undefined) throw error;
        interrupt(lost, controller);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
