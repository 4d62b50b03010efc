import {
  accumulateChatEvents,
  type ChatEvent,
  type ChatResult,
  type CometAPIError,
  EventLog,
  type ToolCallEndEvent,
} from "@cometapi/core";
import type { ChatResponseChunk } from "@llamaindex/core/llms";
import { findEmptyAnswerError, toWithheldCallsError } from "../agents/agent-errors.ts";
import { convertParts } from "../convert/answer-parts.ts";
import { convertEnd, convertResult, convertText, firstChoice } from "../convert/events.ts";
import { type CometAPIToolCall, toToolCall } from "../convert/tool-call.ts";
import { joinRaw, toChunkRaw } from "./chunk-raw.ts";
import type { CometAPIMessage, CometAPIMessageOptions } from "./message-options.ts";

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
  /** The calls that the chunks had so far. */
  readonly handedOut: CometAPIToolCall[] = [];
  readonly #agentTools: ReadonlySet<string> | undefined;
  readonly #log = new EventLog();
  #raw: Record<string, unknown> | null = null;

  /**
   * @param agentTools Names of the tools that an agent can run, if an agent asks. Chunks have no call then
   * that it must not run; the message has all of them.
   */
  constructor(agentTools?: ReadonlySet<string>) {
    this.#agentTools = agentTools;
  }

  /** The vendor's last chunk, with the last choices and usage, whichever chunks those came in. */
  get raw(): object | null {
    return this.#raw;
  }

  /** The message so far. */
  get message(): CometAPIMessage {
    return convertResult(this.#result, this.envelope);
  }

  /** Why the answer is not whole, or of no use to an agent: its calls were held back, or it is empty. */
  get failure(): CometAPIError | undefined {
    const result = this.#result;
    const [error] = result.errors;
    if (error !== undefined || this.#agentTools === undefined) return error;
    const choice = firstChoice(result);
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
        this.#raw = joinRaw(this.#raw, event.value);
        continue;
      }
      this.#log.push(event);
      if (event.type !== "tool-call-end" || this.#mayHandOut(event)) shown.push(event);
    }
    // Nearly every read has only text. This path does not build a whole answer.
    const text = readTextOnly(shown);
    return text === undefined ? this.#toChunk(shown) : { delta: text, raw: this.#raw };
  }

  #toChunk(events: readonly ChatEvent[]): CometAPIChunk | undefined {
    const choice = firstChoice(accumulateChatEvents(events));
    const delta = convertText(choice);
    const { toolCall, ...parts } = convertParts(choice);
    const calls = toolCall && this.#handOut(toolCall);
    const end = hasFinish(events) && { ...this.envelope, ...convertEnd(this.#result) };
    const options = { ...parts, ...(calls && { toolCall: calls }), ...end };
    if (Object.keys(options).length > 0) {
      return { delta, raw: toChunkRaw(this.#raw, options), options };
    }
    return delta === "" ? undefined : { delta, raw: this.#raw };
  }

  // An agent keeps the `input` object of a call, and `dropped-options.ts` recognizes the call by that object.
  // An agent replaces an input that is a text, so it is put into an object first.
  #handOut(calls: readonly CometAPIToolCall[]): CometAPIToolCall[] {
    const handedOut = this.#agentTools === undefined ? [...calls] : calls.map(toToolCall);
    this.handedOut.push(...handedOut);
    return handedOut;
  }

  #mayHandOut({ name, isComplete }: ToolCallEndEvent): boolean {
    return this.#agentTools === undefined || (isComplete && this.#agentTools.has(name));
  }

  get #result(): ChatResult {
    return accumulateChatEvents(this.#log.events);
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

function hasFinish(events: readonly ChatEvent[]): boolean {
  return events.some((event) => event.type === "finish" && event.choiceIndex === 0);
}
