import { isJSONArray, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { AnswerWriter } from "../../answer/answer-writer.ts";
import { PartialArguments } from "./partial-arguments.ts";

/** A call whose arguments come in pieces. */
interface OpenCall {
  /** Undefined for a call of the answer tool. */
  key: string | undefined;
  /** Undefined until the first piece comes. */
  arguments: PartialArguments | undefined;
}

/** Reads function calls, whole ones and those whose arguments come in pieces. */
export class CallReader {
  readonly #writer: AnswerWriter;
  readonly #answerTool: string | undefined;
  #open: OpenCall | undefined;
  #count = 0;
  #hasAnswer = false;
  #endedWithinText = false;

  /** @param answerTool The name of the tool by which the model answers. Its arguments are written as text. */
  constructor(writer: AnswerWriter, answerTool: string | undefined) {
    this.#writer = writer;
    this.#answerTool = answerTool;
  }

  /** Whether the answer came as a call. */
  get hasAnswer(): boolean {
    return this.#hasAnswer;
  }

  /** Whether a call ended within a string, so that its arguments are not whole. */
  get endedWithinText(): boolean {
    return this.#endedWithinText;
  }

  /**
   * Takes a `functionCall`, with the signature of its part. It is one of these:
   *
   * - `{name, args}`: a whole call
   * - `{name, willContinue}`: a call begins
   * - `{partialArgs, willContinue}`: pieces of the arguments of the open call
   * - `{}`: the open call ends
   *
   * Gateways also send a call without its name, and whole arguments after the name.
   */
  push(call: JSONObject, signature: string | undefined, events: ChatEvent[]): void {
    const { partialArgs, willContinue } = call;
    const pieces = isJSONArray(partialArgs) ? partialArgs : [];
    const name = textOf(call["name"]);
    const isStreamed = pieces.length > 0 || willContinue === true;
    const whole = wholeArguments(call["args"], { isBegun: name === undefined || isStreamed });
    if (name !== undefined || (this.#open === undefined && whole !== undefined)) {
      this.#start(name ?? "", call["id"], events);
    }
    const open = this.#open;
    if (open === undefined) return;
    for (const piece of pieces) {
      open.arguments ??= new PartialArguments();
      this.#write(open, open.arguments.push(piece), events);
    }
    if (whole !== undefined && open.arguments === undefined) {
      this.#write(open, whole, events);
      this.#open = undefined;
    } else if (name === undefined && !isStreamed) this.end(events);
    if (signature !== undefined) this.#sign(open, signature, events);
  }

  /** Closes arguments that came in pieces. Must not be called for a cut answer: its arguments would look whole. */
  end(events: ChatEvent[]): void {
    const open = this.#open;
    this.#open = undefined;
    if (open?.arguments === undefined) return;
    if (open.arguments.isWithinText) this.#endedWithinText = true;
    else this.#write(open, open.arguments.end(), events);
  }

  #start(name: string, id: JSONValue | undefined, events: ChatEvent[]): void {
    this.end(events);
    const isAnswer = name === this.#answerTool && !this.#hasAnswer;
    const key = isAnswer ? undefined : String(this.#count);
    this.#open = { key, arguments: undefined };
    if (isAnswer) this.#hasAnswer = true;
    if (key === undefined) return;
    this.#count += 1;
    this.#writer.calls.start(key, { id: textOf(id), name }, events);
  }

  #write({ key }: OpenCall, text: string, events: ChatEvent[]): void {
    if (key === undefined) this.#writer.text(text, events);
    else this.#writer.calls.addArguments(key, text, events);
  }

  #sign({ key }: OpenCall, thoughtSignature: string, events: ChatEvent[]): void {
    if (key === undefined) this.#writer.endText({ thoughtSignature }, events);
    else this.#writer.calls.setEcho(key, { thoughtSignature });
  }
}

/**
 * Arguments that came whole.
 *
 * @param isBegun Whether the call has begun already, or its arguments come in pieces. Then an empty object stands for
 * nothing.
 */
function wholeArguments(
  value: JSONValue | undefined,
  { isBegun }: { isBegun: boolean },
): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  return isBegun && Object.keys(value).length === 0 ? undefined : JSON.stringify(value);
}
