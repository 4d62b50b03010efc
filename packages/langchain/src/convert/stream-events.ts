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
  /** What the current batch has become so far. */
  #events: ChatModelStreamEvent[] = [];
  readonly #blocks = new BlockStream((event) => this.#events.push(event));
  #hasStarted = false;
  #metadata: ResponseMetadataEvent | undefined;
  #usage: ChatUsage | undefined;

  constructor(context: AnswerContext) {
    this.#context = context;
  }

  /** The protocol's events for one batch. An error becomes an event; the caller throws it. */
  convert(batch: readonly ChatEvent[]): ChatModelStreamEvent[] {
    for (const event of batch) {
      if ("choiceIndex" in event && event.choiceIndex !== 0) continue;
      if (event.type === "response-metadata") this.#metadata = event;
      // A ping may come before the answer's id, which `message-start` carries.
      else if (event.type !== "ping") {
        this.#start();
        this.#add(event);
      }
    }
    this.#blocks.flush();
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #start(): void {
    if (this.#hasStarted) return;
    this.#hasStarted = true;
    const id = this.#metadata?.id;
    this.#events.push({ event: "message-start", ...(id !== undefined && { id }) });
  }

  #add(event: Exclude<ChatEvent, { type: "response-metadata" | "ping" }>): void {
    switch (event.type) {
      case "usage":
        this.#usage = event.usage;
        return;
      case "raw":
        this.#events.push({
          event: "provider",
          provider: modelProvider,
          name: frameName(event.value),
          payload: event.value,
        });
        return;
      case "error":
        this.#blocks.flush();
        this.#events.push({ event: "error", message: event.error.message, code: event.error.code });
        return;
      case "finish":
        this.#finish(event);
        return;
      default:
        this.#blocks.add(event);
    }
  }

  #finish({ reason, rawReason, details }: FinishEvent): void {
    this.#blocks.finish();
    const usage = this.#usage;
    const eventReason = mapEventFinishReason(reason);
    this.#events.push({
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
