import { isJSONObject, numberOf, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import type { AnswerWriter } from "../../answer/answer-writer.ts";
import type { MessagePiece } from "./event-types.ts";
import type { OutputItem } from "./output-item.ts";
import type { Citation } from "../../answer/citation-filter.ts";

/** What has been written of one text or refusal of a message. */
interface MessagePart {
  text: string;
  annotations: JSONObject[];
  hasLogprobs: boolean;
}

/**
 * A message: texts, of which each is a block, or a refusal.
 *
 * Some models comment on their work before they answer (`phase: "commentary"`). If JSON was asked for, the comment is
 * reasoning: joined with the answer it could not be parsed, and a draft in JSON would be taken for the answer.
 */
export class MessageItem implements OutputItem {
  readonly type = "message";
  isDone = false;
  isGarbled = false;
  readonly #writer: AnswerWriter;
  readonly #start: JSONObject;
  readonly #isReasoning: boolean;
  readonly #parts: MessagePart[] = [];
  #openText: number | undefined;

  constructor(
    writer: AnswerWriter,
    start: JSONObject,
    responseFormat: ChatRequest["responseFormat"],
  ) {
    this.#writer = writer;
    this.#start = start;
    const isJSON = responseFormat !== undefined && responseFormat.type !== "text";
    this.#isReasoning = isJSON && start["phase"] === "commentary";
  }

  push(piece: MessagePiece, frame: JSONObject, events: ChatEvent[]): void {
    const index = numberOf(frame["content_index"]) ?? this.#openText ?? 0;
    switch (piece) {
      case "text-delta": {
        const { delta, logprobs } = frame;
        if (typeof delta === "string") this.#text(index, delta, events);
        if (isFilled(logprobs)) this.#logprobs(this.#part(index), logprobs, events);
        return;
      }
      case "text":
        this.#wholeText(index, frame, events);
        return;
      case "refusal-delta":
        this.#refusal(index, textOf(frame["delta"]) ?? "", events);
        return;
      case "refusal":
        this.#wholeRefusal(index, frame, events);
        return;
      case "message-part":
        if (isJSONObject(frame["part"])) this.#wholePart(index, frame["part"], events);
        return;
      case "annotation":
        if (isJSONObject(frame["annotation"])) this.#annotate(index, frame["annotation"], events);
    }
  }

  finish(item: JSONObject | undefined, events: ChatEvent[]): void {
    const content = item?.["content"];
    if (typeof content === "string") this.#wholeText(0, { text: content }, events);
    if (Array.isArray(content)) {
      content.forEach((part, index) => {
        if (isJSONObject(part)) this.#wholePart(index, part, events);
      });
    }
    this.#endText({ ...this.#start, ...item }, events);
    this.isDone = true;
  }

  #part(index: number): MessagePart {
    return (this.#parts[index] ??= { text: "", annotations: [], hasLogprobs: false });
  }

  #text(index: number, text: string, events: ChatEvent[]): void {
    if (text === "") return;
    if (this.#openText !== index) {
      this.#endText(this.#start, events);
      this.#openText = index;
    }
    this.#part(index).text += text;
    if (this.#isReasoning) this.#writer.reasoning(text, events);
    else this.#writer.text(text, events);
  }

  #refusal(index: number, text: string, events: ChatEvent[]): void {
    this.#part(index).text += text;
    this.#writer.refusal(text, events);
  }

  #wholePart(index: number, part: JSONObject, events: ChatEvent[]): void {
    if (part["refusal"] !== undefined) this.#wholeRefusal(index, part, events);
    else if (part["type"] !== "reasoning_text") this.#wholeText(index, part, events);
  }

  /** Reads a whole text and writes what is still missing of it. */
  #wholeText(index: number, whole: JSONObject, events: ChatEvent[]): void {
    const part = this.#part(index);
    this.#text(index, this.#missing(part, whole["text"]), events);
    const { annotations, logprobs } = whole;
    if (Array.isArray(annotations)) {
      const added = annotations.slice(part.annotations.length);
      for (const annotation of added.filter(isJSONObject))
        this.#annotate(index, annotation, events);
    }
    if (isFilled(logprobs) && !part.hasLogprobs) this.#logprobs(part, logprobs, events);
  }

  #wholeRefusal(index: number, whole: JSONObject, events: ChatEvent[]): void {
    this.#refusal(index, this.#missing(this.#part(index), whole["refusal"]), events);
  }

  #missing({ text }: MessagePart, whole: JSONValue | undefined): string {
    if (typeof whole !== "string" || whole === "") return "";
    if (whole.startsWith(text)) return whole.slice(text.length);
    this.isGarbled = true;
    return "";
  }

  #annotate(index: number, annotation: JSONObject, events: ChatEvent[]): void {
    this.#part(index).annotations.push(annotation);
    const citation = normalizeAnnotation(annotation);
    if (citation !== undefined) this.#writer.citation(citation, events);
  }

  #logprobs(part: MessagePart, content: JSONValue[], events: ChatEvent[]): void {
    part.hasLogprobs = true;
    this.#writer.write({ type: "logprobs", content }, events);
  }

  /** Ends the open text, with its echo. */
  #endText(item: JSONObject, events: ChatEvent[]): void {
    if (this.#openText === undefined) return;
    const { annotations } = this.#part(this.#openText);
    const { id, phase } = item;
    const echo = {
      type: "message",
      ...(id === undefined ? {} : { id }),
      ...(phase === undefined || phase === null ? {} : { phase }),
      ...(annotations.length === 0 ? {} : { annotations }),
    };
    if (this.#isReasoning) this.#writer.endReasoning(echo, events);
    else this.#writer.endText(echo, events);
  }
}

function isFilled(value: JSONValue | undefined): value is JSONValue[] {
  return Array.isArray(value) && value.length > 0;
}

/**
 * A source that the text refers to: an address, a stored file, or a file in a container. Undefined for an annotation
 * without a source.
 */
function normalizeAnnotation(annotation: JSONObject): Citation | undefined {
  const place = {
    content: textOf(annotation["quote"]),
    startIndex: numberOf(annotation["start_index"]),
    endIndex: numberOf(annotation["end_index"]),
  };
  const url = textOf(annotation["url"]);
  if (url !== undefined) return { url, title: textOf(annotation["title"]), ...place };
  const fileId = textOf(annotation["file_id"]);
  if (fileId === undefined) return undefined;
  const filename = textOf(annotation["filename"]);
  return { url: undefined, title: filename, filename, fileId, ...place, raw: annotation };
}
