import {
  type ChatEvent,
  type ChatUsage,
  type FinishEvent,
  isObject,
  type ResponseMetadataEvent,
} from "@cometapi/core";
import type { ChatModelStreamEvent } from "@langchain/core/language_models/event";
import { BlockStream } from "./block-stream.ts";
import { mapEventFinishReason } from "./finish-reason.ts";
import { type AnswerContext, createResponseMetadata, modelProvider } from "./response-metadata.ts";
import { convertUsage } from "./usage.ts";

/**
 * Turns the events of one streamed answer into events of LangChain's event protocol, batch by batch. A block
 * has one delta per batch, and is finished before the message. Only the first choice is converted, since the
 * protocol has room for one.
 */
export class StreamEventConverter {
  readonly #context: AnswerContext;
  readonly #blocks = new BlockStream();
  #hasStarted = false;
  #metadata: ResponseMetadataEvent | undefined;
  #usage: ChatUsage | undefined;

  constructor(context: AnswerContext) {
    this.#context = context;
  }

  /** The protocol's events for one batch. An error becomes an event; the caller throws it. */
  convert(batch: readonly ChatEvent[]): ChatModelStreamEvent[] {
    const events: ChatModelStreamEvent[] = [];
    for (const event of batch) {
      if ("choiceIndex" in event && event.choiceIndex !== 0) continue;
      if (event.type === "response-metadata") this.#metadata = event;
      // A ping may come before the answer's id, which `message-start` carries.
      else if (event.type !== "ping") {
        this.#start(events);
        this.#add(event, events);
      }
    }
    this.#blocks.flush(events);
    return events;
  }

  #start(events: ChatModelStreamEvent[]): void {
    if (this.#hasStarted) return;
    this.#hasStarted = true;
    const id = this.#metadata?.id;
    events.push({ event: "message-start", ...(id !== undefined && { id }) });
  }

  #add(
    event: Exclude<ChatEvent, { type: "response-metadata" | "ping" }>,
    events: ChatModelStreamEvent[],
  ): void {
    switch (event.type) {
      case "usage":
        this.#usage = event.usage;
        return;
      case "raw":
        events.push({
          event: "provider",
          provider: modelProvider,
          name: frameName(event.value),
          payload: event.value,
        });
        return;
      case "error":
        this.#blocks.flush(events);
        events.push({ event: "error", message: event.error.message, code: event.error.code });
        return;
      case "finish":
        this.#finish(event, events);
        return;
      default:
        this.#blocks.add(event, events);
    }
  }

  #finish({ reason, rawReason, details }: FinishEvent, events: ChatModelStreamEvent[]): void {
    this.#blocks.finish(events);
    const usage = this.#usage;
    const eventReason = mapEventFinishReason(reason);
    events.push({
      event: "message-finish",
      ...(eventReason !== undefined && { reason: eventReason }),
      ...(usage !== undefined && { usage: convertUsage(usage) }),
      responseMetadata: createResponseMetadata(this.#context, {
        metadata: this.#metadata,
        usage,
        reason,
        rawReason,
        details,
        logprobs: this.#blocks.logprobs,
      }),
    });
  }
}

/** What a frame calls itself: events by `type`, chunks by `object`. Some frames have no name. */
function frameName(frame: unknown): string {
  const { type, object } = isObject(frame) ? frame : {};
  const name = type ?? object;
  return typeof name === "string" ? name : "chunk";
}
