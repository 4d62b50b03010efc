import type { CometAPIError } from "../../../../errors/comet-api-error.ts";
import { normalizeErrorBody } from "../../../../errors/normalize-error-body.ts";
import { emptyAsNone, isJSONObject, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import { malformedFrame, secondAnswer } from "../../answer/answer-errors.ts";
import { AnswerWriter } from "../../answer/answer-writer.ts";
import type { BodyEnd, ChatNormalizer, NormalizerContext } from "../../chat-api.ts";
import { BlockReader } from "./block-reader.ts";
import { mapFinishReason } from "./map-finish-reason.ts";
import { mergeUsage, normalizeUsage } from "./normalize-usage.ts";
import { ToolNames } from "../tool-names.ts";

/**
 * Turns the events of one streamed answer into `ChatEvent`s. An answer that was not streamed is read as one event of
 * the type `message`.
 */
export class MessagesNormalizer implements ChatNormalizer {
  readonly #context: NormalizerContext;
  readonly #writer: AnswerWriter;
  readonly #blocks: BlockReader;
  #messageId: string | undefined;
  /** `message_start` has come again after output. If block 0 starts again too, a second answer has begun. */
  #hasStartAgain = false;
  #isOver = false;
  #stopReason: string | undefined;
  #usage: JSONObject | undefined;
  #container: JSONValue | undefined;
  /** Further fields of the message, for the finish event. */
  #details: JSONObject = {};

  /** @param answerTool The name of the tool by which the model answers, if it does. */
  constructor(context: NormalizerContext, answerTool: string | undefined) {
    this.#context = context;
    this.#writer = new AnswerWriter("messages", context);
    const { request } = context;
    const names = new ToolNames(request.tools);
    this.#blocks = new BlockReader({ writer: this.#writer, names, request, answerTool });
  }

  push(frame: unknown, events: ChatEvent[]): void {
    this.#writer.raw(frame, events);
    if (this.#isOver) return;
    if (!isJSONObject(frame)) {
      this.#writer.detectedError(malformedFrame(frame), events);
      return;
    }
    const type = frame["type"] ?? typeOf(frame);
    switch (type) {
      case "content_block_delta":
        this.#blocks.delta(frame, events);
        return;
      case "content_block_start":
        this.#pushBlockStart(frame, events);
        return;
      case "content_block_stop":
        this.#blocks.stop(frame, events);
        return;
      case "message_start":
        this.#pushStart(frame, events);
        return;
      case "message_delta":
        this.#pushMessageDelta(frame);
        return;
      case "message_stop":
        this.#pushStop(frame, events);
        return;
      case "message":
        this.#readMessage(frame, events);
        return;
      case "ping":
        events.push({ type: "ping" });
        return;
      default:
        if (isError(frame)) this.#writer.errorFrame(frame, events);
    }
  }

  pushError(error: CometAPIError, events: ChatEvent[]): void {
    this.#writer.error(error, events);
  }

  interrupt(error: CometAPIError, events: ChatEvent[]): void {
    this.#writer.interrupt(error, events);
  }

  /** Only a stop reason proves that an answer is whole: servers send `message_stop` after a broken one too. */
  get isFinished(): boolean {
    return this.#writer.isFinished;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  end(end: BodyEnd, events: ChatEvent[]): void {
    this.#blocks.end(this.#container, events);
    if (this.#stopReason !== undefined) {
      // Again, with what only the end shows: the details, and whether the only call was the answer tool's.
      const mapped = mapFinishReason(this.#stopReason);
      const isAnswer = mapped === "tool-calls" && this.#blocks.isAnswer;
      this.#writer.finish({
        reason: isAnswer ? "stop" : mapped,
        rawReason: this.#stopReason,
        details: emptyAsNone(this.#details),
      });
    }
    this.#writer.usage(normalizeUsage(this.#usage));
    this.#writer.end(end, events);
  }

  #pushStart({ message }: JSONObject, events: ChatEvent[]): void {
    if (!isJSONObject(message)) return;
    const id = textOf(message["id"]);
    if (this.#writer.hasContent || this.isFinished) {
      // A relay repeats the start, or it has tried another channel in the middle of the answer.
      this.#hasStartAgain = true;
      if (id === undefined || id !== this.#messageId) this.#cutOff(events);
      return;
    }
    this.#messageId = id;
    this.#readMessage(message, events);
  }

  /** Reads a message. That of `message_start` can already have content: calls that running code made. */
  #readMessage(message: JSONObject, events: ChatEvent[]): void {
    const { id, model, usage, content } = message;
    const tier = isJSONObject(usage) ? usage["service_tier"] : undefined;
    const known = { id: textOf(id), model: textOf(model) };
    if (known.id !== undefined || known.model !== undefined) {
      const serviceTier = textOf(tier) ?? textOf(message["service_tier"]);
      this.#writer.metadata({ ...known, serviceTier }, events);
    }
    for (const entry of [content ?? []].flat()) {
      const block = typeof entry === "string" ? { type: "text", text: entry } : entry;
      if (!isJSONObject(block)) continue;
      this.#noteServingModel(block, events);
      this.#blocks.read(block, events);
    }
    this.#noteEndFields(message);
  }

  #pushBlockStart(frame: JSONObject, events: ChatEvent[]): void {
    if (this.#hasStartAgain && frame["index"] === 0) {
      this.#cutOff(events);
      return;
    }
    const block = frame["content_block"];
    if (isJSONObject(block)) this.#noteServingModel(block, events);
    this.#blocks.start(frame, events);
  }

  // Anthropic's own fallback: another model continues the answer from here.
  #noteServingModel({ type, to }: JSONObject, events: ChatEvent[]): void {
    if (type !== "fallback" || !isJSONObject(to)) return;
    this.#writer.metadata({ model: textOf(to["model"]) }, events);
  }

  #pushMessageDelta(frame: JSONObject): void {
    const { delta, ...others } = frame;
    this.#noteEndFields(isJSONObject(delta) ? { ...others, ...delta } : others);
  }

  /** Reads the fields about the end of the answer, from a message or a `message_delta`. */
  #noteEndFields(fields: JSONObject): void {
    const stopReason = textOf(fields["stop_reason"]);
    if (isJSONObject(fields["usage"])) this.#usage = mergeUsage(this.#usage, fields["usage"]);
    for (const [name, value] of Object.entries(fields)) {
      if (!KNOWN_FIELDS.has(name) && value !== null && value !== undefined) {
        this.#details[name] = value;
      }
    }
    this.#container = this.#details["container"];
    if (stopReason === undefined) return;
    this.#stopReason = stopReason;
    this.#writer.finish({ reason: mapFinishReason(stopReason), rawReason: stopReason });
  }

  // Some servers repeat the whole message in `message_stop`, or count only there.
  #pushStop({ message, ...fields }: JSONObject, events: ChatEvent[]): void {
    this.#noteEndFields(fields);
    if (isJSONObject(message)) {
      if (this.#writer.hasContent) this.#noteEndFields(message);
      else this.#readMessage(message, events);
    }
    this.#isOver = true;
  }

  #cutOff(events: ChatEvent[]): void {
    this.#isOver = true;
    if (!this.isFinished) this.#writer.interrupt(this.#context.locate(secondAnswer()), events);
  }
}

/** Fields of a message that are read one by one. All others become `details` of the finish event. */
const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  "id",
  "type",
  "role",
  "model",
  "content",
  "usage",
  "service_tier",
  "stop_reason",
]);

/** The type of an event that has none, by its other fields. */
function typeOf(frame: JSONObject): string {
  if (isJSONObject(frame["message"])) return "message_start";
  if (isJSONObject(frame["content_block"])) return "content_block_start";
  const { delta } = frame;
  if (isJSONObject(delta)) {
    return "stop_reason" in delta ? "message_delta" : "content_block_delta";
  }
  return "content" in frame && !isError(frame) ? "message" : "";
}

function isError(frame: JSONObject): boolean {
  const { type, error } = frame;
  if (type === "error" || (error !== undefined && error !== null)) return true;
  const isErrorType = type === undefined || (textOf(type)?.endsWith("_error") ?? false);
  return isErrorType && normalizeErrorBody(frame) !== undefined;
}
