import {
  accumulateChatEvents,
  type ChatEvent,
  type ChatResult,
  type CometAPIError,
  EventLog,
  isObject,
  type ToolCallEndEvent,
} from "@cometapi/core";
import type { ChatMessage, ChatResponseChunk } from "@llamaindex/core/llms";
import { convertEnd, convertResult, convertText, firstChoice } from "./convert/events.ts";
import { convertParts } from "./convert/answer-parts.ts";
import { toChunkRaw } from "./chunk-raw.ts";
import { findEmptyAnswerError, toWithheldCallsError } from "./errors.ts";
import type { CometAPIMessageOptions } from "./message-options.ts";

/** A chunk as `CometAPI` streams it. */
export type CometAPIChunk = ChatResponseChunk<CometAPIMessageOptions>;

/**
 * An answer on its way: turns each batch of events into at most one chunk and keeps all of them, so
 * that the whole message can be built at any time.
 *
 * Tool calls are handed out whole: a LlamaIndex agent runs every call in a chunk, even one that is cut off
 * later. So only `tool-call-end` counts, which core sends when the answer has ended.
 */
export class StreamedAnswer {
  /** What is known besides events, for the last chunk and the message: the request id, warnings, a failure. */
  envelope: CometAPIMessageOptions = {};
  readonly #mayHandOut: (call: ToolCallEndEvent) => boolean;
  readonly #log = new EventLog();
  #raw: Record<string, unknown> | null = null;

  /** @param mayHandOut Whether a tool call may be in a chunk. The message has all calls. */
  constructor(mayHandOut: (call: ToolCallEndEvent) => boolean) {
    this.#mayHandOut = mayHandOut;
  }

  /** The vendor's last chunk, with the last choices and usage, whichever chunks those came in. */
  get raw(): object | null {
    return this.#raw;
  }

  /** The message so far. */
  get message(): ChatMessage<CometAPIMessageOptions> {
    return convertResult(this.#result, this.envelope);
  }

  /** Why the answer is not whole. */
  get failure(): CometAPIError | undefined {
    return this.#result.errors[0];
  }

  /** Why an agent cannot use the answer: its calls were held back, or it is empty. */
  get agentFailure(): CometAPIError | undefined {
    const choice = firstChoice(this.#result);
    const withheld = choice.toolCalls.filter((call) => !this.#mayHandOut(call));
    return withheld.length > 0
      ? toWithheldCallsError(withheld, choice.finishReason)
      : findEmptyAnswerError(choice);
  }

  /** Takes the events of one network read. Undefined when it has nothing for the caller. */
  push(batch: readonly ChatEvent[]): CometAPIChunk | undefined {
    const shown: ChatEvent[] = [];
    for (const event of batch) {
      if (event.type === "raw") {
        this.#pushRaw(event.value);
        continue;
      }
      this.#log.push(event);
      if (event.type !== "tool-call-end" || this.#mayHandOut(event)) shown.push(event);
    }
    // Nearly every read has only text. This path does not build a whole answer.
    const text = readTextOnly(shown);
    if (text !== undefined) return { delta: text, raw: this.#raw };
    const choice = firstChoice(accumulateChatEvents(shown));
    const delta = convertText(choice);
    const options = { ...convertParts(choice), ...(hasFinish(batch) && this.#endOptions) };
    const hasOptions = Object.keys(options).length > 0;
    if (delta === "" && !hasOptions) return undefined;
    return hasOptions
      ? { delta, raw: toChunkRaw(this.#raw, options), options }
      : { delta, raw: this.#raw };
  }

  get #result(): ChatResult {
    return accumulateChatEvents(this.#log.events);
  }

  get #endOptions(): CometAPIMessageOptions {
    return { ...this.envelope, ...convertEnd(this.#result) };
  }

  #pushRaw(chunk: unknown): void {
    if (!isObject(chunk)) return;
    const { choices, usage } = this.#raw ?? {};
    const lacksChoices = isEmptyList(chunk["choices"]) && choices !== undefined;
    const lacksUsage = isNone(chunk["usage"]) && !isNone(usage);
    this.#raw =
      lacksChoices || lacksUsage
        ? { ...chunk, ...(lacksChoices && { choices }), ...(lacksUsage && { usage }) }
        : chunk;
  }
}

/** The text of events that are all text. Undefined if there are other events, or no text. */
function readTextOnly(events: readonly ChatEvent[]): string | undefined {
  let text = "";
  for (const event of events) {
    if (event.type !== "text-delta" || event.choiceIndex !== 0) return undefined;
    text += event.text;
  }
  return text === "" ? undefined : text;
}

function isNone(value: unknown): boolean {
  return value === undefined || value === null;
}

// Usage comes in a chunk of its own, without the reason why the answer ended.
function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function hasFinish(batch: readonly ChatEvent[]): boolean {
  return batch.some((event) => event.type === "finish" && event.choiceIndex === 0);
}
