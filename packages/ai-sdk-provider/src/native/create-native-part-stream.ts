import type {
  JSONObject,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  SharedV4Warning,
} from "@ai-sdk/provider";
import type { CometAPIError } from "@cometapi/core";
import { convertUsage } from "../convert/usage.ts";
import { toStreamError } from "../errors.ts";
import { toPartError } from "./to-native-call-error.ts";

type Part = LanguageModelV4StreamPart;
type FinishPart = Extract<Part, { type: "finish" }>;
type Controller = ReadableStreamDefaultController<Part>;

/** How an answer ended. */
export interface NativeOutcome {
  /** What ended it too early. */
  failure: CometAPIError | undefined;
}

/**
 * The stream of a delegate, with our warnings and metadata, and with the end that it has on `chat`: a
 * failure is an error part, open blocks are closed, and one `finish` is the last part, where the
 * delegate's stream would just break.
 *
 * @param outcome Its failure is looked at when the delegate's stream has ended.
 * @throws what the answer fails with, or says in a part of type `error`, before any content:
 *   only a call that throws is made again by `maxRetries`.
 */
export async function createNativePartStream(
  stream: ReadableStream<Part>,
  outcome: NativeOutcome,
  warnings: SharedV4Warning[],
  addMetadata: (metadata: Record<string, JSONObject> | undefined) => Record<string, JSONObject>,
): Promise<ReadableStream<Part>> {
  const reader = stream.getReader();
  const opening = await readOpening(reader, outcome);
  const openBlocks = new Map<string, Part>();
  let hasError = false;
  let isFinished = false;

  function closeBlocks(controller: Controller): void {
    for (const part of openBlocks.values()) controller.enqueue(part);
    openBlocks.clear();
  }

  function convert(part: Part, controller: Controller): void {
    switch (part.type) {
      case "stream-start":
        controller.enqueue({ ...part, warnings: [...warnings, ...part.warnings] });
        return;
      case "finish":
        isFinished = true;
        finish(part, controller);
        return;
      case "error":
        hasError = true;
        break;
      case "text-start":
        openBlocks.set(part.id, { type: "text-end", id: part.id });
        break;
      case "reasoning-start":
        openBlocks.set(part.id, { type: "reasoning-end", id: part.id });
        break;
      case "tool-input-start":
        openBlocks.set(part.id, { type: "tool-input-end", id: part.id });
        break;
      case "text-end":
      case "reasoning-end":
      case "tool-input-end":
        openBlocks.delete(part.id);
        break;
      default:
    }
    controller.enqueue(part);
  }

  function finish(part: FinishPart, controller: Controller): void {
    const { failure } = outcome;
    if (failure !== undefined) controller.enqueue({ type: "error", error: toStreamError(failure) });
    closeBlocks(controller);
    controller.enqueue({
      ...part,
      ...(failure === undefined ? {} : { finishReason: toFinishReason(failure) }),
      providerMetadata: addMetadata(part.providerMetadata),
    });
  }

  function end(controller: Controller): void {
    const finishReason: LanguageModelV4FinishReason = {
      unified: hasError ? "error" : "interrupted",
      raw: undefined,
    };
    const usage = convertUsage(undefined);
    if (!isFinished) finish({ type: "finish", finishReason, usage }, controller);
    controller.close();
  }

  return new ReadableStream<Part>({
    async pull(controller) {
      const next = opening.shift();
      if (next !== undefined) {
        convert(next, controller);
        return;
      }
      const { done, value } = await reader.read();
      if (done) end(controller);
      else convert(value, controller);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** The parts up to the first that holds content, that one included. */
async function readOpening(
  reader: ReadableStreamDefaultReader<Part>,
  outcome: NativeOutcome,
): Promise<Part[]> {
  const parts: Part[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (outcome.failure !== undefined && (done || value.type === "finish")) throw outcome.failure;
    if (done) return parts;
    if (value.type === "error") {
      await reader.cancel();
      throw toPartError(value.error);
    }
    parts.push(value);
    if (!BEFORE_CONTENT.has(value.type)) return parts;
  }
}

const BEFORE_CONTENT: ReadonlySet<Part["type"]> = new Set([
  "stream-start",
  "response-metadata",
  "raw",
  "ping",
  // Of `@ai-sdk/anthropic`, which tells with it that a message has started.
  "custom",
  "text-start",
  "text-end",
]);

/** Whether an answer just stopped, or its vendor said what went wrong. */
function toFinishReason({ code }: CometAPIError): LanguageModelV4FinishReason {
  const isLost = code === "stream-interrupted" || code === "connection" || code === "timeout";
  return { unified: isLost ? "interrupted" : "error", raw: undefined };
}
