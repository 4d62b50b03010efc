import {
  accumulateChatEvents,
  type ChatEvent,
  type ChatResult,
  type CometAPIError,
  foldDeltas,
  type ToolCallEndEvent,
} from "@cometapi/core";
import type { ChatMessage, ChatResponseChunk } from "@llamaindex/core/llms";
import {
  convertChoice,
  convertEnd,
  convertResult,
  convertText,
  firstChoice,
} from "./convert/events.ts";
import { toChunkRaw } from "./chunk-options.ts";
import { findEmptyAnswerError, toWithheldCallsError } from "./errors.ts";
import type { CometAPIMessageOptions } from "./message-options.ts";

/** A chunk as `CometAPI` streams it. */
export type CometAPIChunk = ChatResponseChunk<CometAPIMessageOptions>;

/**
 * An answer on its way: turns each batch of events into at most one chunk and remembers them all, so
 * that the whole message can be told at any time.
 *
 * Tool calls are handed out whole, when the answer has ended: a LlamaIndex agent runs whatever call
 * it was shown, also one that is cut off later.
 */
export class StreamedAnswer {
  /** What the last chunk and the message say besides: the request id, warnings, a failure. */
  end: CometAPIMessageOptions = {};
  readonly #mayShow: (call: ToolCallEndEvent) => boolean;
  readonly #events: ChatEvent[] = [];
  #raw: Record<string, unknown> | null = null;

  /** @param mayShow Whether a tool call may be in a chunk. It is in the message all the same. */
  constructor(mayShow: (call: ToolCallEndEvent) => boolean) {
    this.#mayShow = mayShow;
  }

  /** The vendor's last chunk, with the last choices and usage, whichever chunks those came in. */
  get raw(): object | null {
    return this.#raw;
  }

  /** The message so far. */
  get message(): ChatMessage<CometAPIMessageOptions> {
    return convertResult(this.#result, this.end);
  }

  /** Why the answer is not whole. */
  get failure(): CometAPIError | undefined {
    return this.#result.errors[0];
  }

  /** Why an agent cannot use the answer: calls that were not shown, or nothing at all. */
  get uselessness(): CometAPIError | undefined {
    const choice = firstChoice(this.#result);
    const withheld = choice.toolCalls.filter((call) => !this.#mayShow(call));
    return withheld.length > 0
      ? toWithheldCallsError(withheld, choice.finishReason)
      : findEmptyAnswerError(choice);
  }

  /** Takes the events of one network read. Undefined when there is nothing to tell. */
  push(batch: readonly ChatEvent[]): CometAPIChunk | undefined {
    const told = batch.filter((event) => event.type !== "raw");
    for (const event of batch) if (event.type === "raw") this.#pushRaw(event.value);
    // A vendor's raw chunk stands between any two deltas.
    // With the last of the read before: one object for each read is what a long answer would cost.
    const last = this.#events.pop();
    this.#events.push(...foldDeltas(last === undefined ? told : [last, ...told]));
    const shown = told.filter((event) => event.type !== "tool-call-end" || this.#mayShow(event));
    const choice = firstChoice(accumulateChatEvents(shown));
    const delta = convertText(choice);
    const options = { ...convertChoice(choice), ...(hasFinish(batch) && this.#endOptions) };
    const hasOptions = Object.keys(options).length > 0;
    if (delta === "" && !hasOptions) return undefined;
    return hasOptions
      ? { delta, raw: toChunkRaw(this.#raw, options), options }
      : { delta, raw: this.#raw };
  }

  get #result(): ChatResult {
    return accumulateChatEvents(this.#events);
  }

  get #endOptions(): CometAPIMessageOptions {
    return { ...this.end, ...convertEnd(this.#result) };
  }

  #pushRaw(chunk: unknown): void {
    if (typeof chunk !== "object" || chunk === null) return;
    const raw: Record<string, unknown> = { ...chunk };
    const { choices, usage } = this.#raw ?? {};
    this.#raw = {
      ...raw,
      ...(isEmptyList(raw["choices"]) && choices !== undefined && { choices }),
      usage: raw["usage"] ?? usage,
    };
  }
}

// Usage comes in a chunk of its own, without the reason why the answer ended.
function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function hasFinish(batch: readonly ChatEvent[]): boolean {
  return batch.some((event) => event.type === "finish" && event.choiceIndex === 0);
}

/** The same events with each delta in a batch of its own, in their order. */
export function splitDeltas(batch: readonly ChatEvent[]): ChatEvent[][] {
  const batches: ChatEvent[][] = [];
  let current: ChatEvent[] = [];
  for (const event of batch) {
    current.push(event);
    if (event.type !== "text-delta" && event.type !== "reasoning-delta") continue;
    batches.push(current);
    current = [];
  }
  return current.length > 0 ? [...batches, current] : batches;
}
