import { isJSONObject, numberOf, objectOf, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { AnswerWriter } from "../../answer/answer-writer.ts";
import type { OutputItem } from "./output-item.ts";

/** Written between two parts of a summary. */
const BREAK = "\n\n";

/**
 * Reasoning: a summary in parts or, from servers of open models, the thoughts themselves. It is one block, because the
 * item goes back as a whole.
 */
export class ReasoningItem implements OutputItem {
  readonly type = "reasoning";
  isDone = false;
  isGarbled = false;
  readonly #writer: AnswerWriter;
  readonly #start: JSONObject;
  #text = "";
  #part = { index: 0, text: "" };

  constructor(writer: AnswerWriter, start: JSONObject) {
    this.#writer = writer;
    this.#start = start;
  }

  push(_piece: "reasoning", frame: JSONObject, events: ChatEvent[]): void {
    const index = numberOf(frame["summary_index"] ?? frame["content_index"]) ?? this.#part.index;
    if (index !== this.#part.index) this.#part = { index, text: "" };
    const { text } = this.#part;
    const delta = textOf(frame["delta"]);
    if (delta !== undefined) this.#extend(delta, events);
    // The whole part, which repeats its deltas.
    const whole = textOf(frame["text"]) ?? textOf(objectOf(frame["part"])["text"]);
    if (whole?.startsWith(text) === true) this.#extend(whole.slice(text.length), events);
  }

  finish(item: JSONObject | undefined, events: ChatEvent[]): void {
    const whole = { ...this.#start, ...item };
    const text = readText(whole["summary"]) || readText(whole["content"]);
    if (text.startsWith(this.#text)) this.#write(text.slice(this.#text.length), events);
    else if (text !== "") this.isGarbled = true;
    this.isDone = true;
    const echo = canGoBack(whole) ? whole : undefined;
    if (echo !== undefined || this.#text !== "") this.#writer.endReasoning(echo, events);
  }

  #extend(text: string, events: ChatEvent[]): void {
    if (text === "") return;
    const isNextPart = this.#part.text === "" && this.#text !== "";
    this.#part.text += text;
    this.#write(isNextPart ? BREAK + text : text, events);
  }

  #write(text: string, events: ChatEvent[]): void {
    this.#text += text;
    this.#writer.reasoning(text, events);
  }
}

/** Whether a reasoning item can be sent back to a server that has not stored it. */
export function canGoBack(item: Readonly<JSONObject>): boolean {
  return textOf(item["encrypted_content"]) !== undefined || readText(item["content"]) !== "";
}

function readText(parts: JSONValue | undefined): string {
  if (typeof parts === "string") return parts;
  if (!Array.isArray(parts)) return "";
  return parts
    .map((part) => (isJSONObject(part) ? textOf(part["text"]) : textOf(part)))
    .filter((text) => text !== undefined)
    .join(BREAK);
}
