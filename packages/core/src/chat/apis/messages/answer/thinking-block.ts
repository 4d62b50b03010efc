import type { JSONObject } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { BlockContext, BlockEnd, OpenBlock } from "./open-block.ts";

/** Thinking, with its signature, without which Anthropic does not take it back. */
export class ThinkingBlock implements OpenBlock {
  readonly kind = "thinking";
  readonly #context: BlockContext;
  #text = "";
  #signature = "";
  /** Unknown members. They go back too. */
  #others: JSONObject = {};

  constructor(context: BlockContext, block: JSONObject, events: ChatEvent[]) {
    this.#context = context;
    this.restate(block, events);
  }

  push({ thinking, signature }: JSONObject, events: ChatEvent[]): void {
    if (typeof thinking === "string") {
      this.#text += thinking;
      this.#context.writer.reasoning(thinking, events);
    }
    if (typeof signature === "string") {
      // Anthropic sends it whole. Other servers repeat it, or send it in pieces.
      this.#signature = signature.startsWith(this.#signature)
        ? signature
        : this.#signature + signature;
    }
  }

  restate({ thinking, signature, ...others }: JSONObject, events: ChatEvent[]): void {
    this.#others = { ...this.#others, ...others };
    if (typeof thinking === "string" && thinking.startsWith(this.#text)) {
      this.push({ thinking: thinking.slice(this.#text.length) }, events);
    }
    if (typeof signature === "string") this.push({ signature }, events);
  }

  end(_end: BlockEnd, events: ChatEvent[]): void {
    const signature = this.#signature;
    if (signature === "" && this.#text === "") return;
    const echo = signature === "" ? undefined : { ...this.#others, signature };
    this.#context.writer.endReasoning(echo, events);
  }
}
