import type { JSONObject } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { BlockContext, BlockEnd, OpenBlock } from "./open-block.ts";
import { toArguments } from "./to-arguments.ts";

/** A call of the answer tool. Its arguments are written as the text of the answer. */
export class AnswerToolBlock implements OpenBlock {
  readonly kind = "tool_use";
  readonly #context: BlockContext;
  /** The arguments of the start or the stop, which count if no pieces come. */
  #input: string;
  #isWritten = false;

  constructor(context: BlockContext, block: JSONObject) {
    this.#context = context;
    this.#input = toArguments(block["input"]);
    context.hasAnswer = true;
    context.heldText = "";
  }

  push({ partial_json: piece }: JSONObject, events: ChatEvent[]): void {
    const json = toArguments(piece);
    this.#isWritten ||= json !== "";
    this.#context.writer.text(json, events);
  }

  restate({ input }: JSONObject): void {
    this.#input = toArguments(input) || this.#input;
  }

  end({ isStopped }: BlockEnd, events: ChatEvent[]): void {
    const { writer } = this.#context;
    if (!this.#isWritten && isStopped) writer.text(this.#input || "{}", events);
    writer.endText(undefined, events);
  }
}
