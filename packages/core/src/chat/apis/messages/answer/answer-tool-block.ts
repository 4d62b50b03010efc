import { textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { BlockContext, BlockEnd, OpenBlock } from "./open-block.ts";

/** A call of the answer tool. Its arguments are written as the text of the answer. */
export class AnswerToolBlock implements OpenBlock {
  readonly kind = "tool_use";
  readonly #context: BlockContext;
  #input: JSONValue | undefined;
  #isWritten = false;

  constructor(context: BlockContext, block: JSONObject) {
    this.#context = context;
    this.#input = block["input"];
    context.hasAnswer = true;
    context.heldText = "";
  }

  push(delta: JSONObject, events: ChatEvent[]): void {
    const json = textOf(delta["partial_json"]);
    if (json === undefined) return;
    this.#isWritten = true;
    this.#context.writer.text(json, events);
  }

  restate(block: JSONObject): void {
    this.#input = block["input"] ?? this.#input;
  }

  end({ isStopped }: BlockEnd, events: ChatEvent[]): void {
    const { writer } = this.#context;
    if (!this.#isWritten && isStopped) writer.text(JSON.stringify(this.#input ?? {}), events);
    writer.endText(undefined, events);
  }
}
