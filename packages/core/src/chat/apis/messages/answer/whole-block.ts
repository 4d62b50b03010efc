import { isJSONObject, parseJSON, textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { BlockContext, BlockEnd, OpenBlock } from "./open-block.ts";
import { readVendorBlock } from "./read-vendor-block.ts";

/**
 * A block that is written when it is whole: redacted thinking, and all blocks that belong to Anthropic, also unknown
 * ones.
 */
export class WholeBlock implements OpenBlock {
  readonly kind = "any";
  readonly id: string | undefined;
  readonly #context: BlockContext;
  #block: JSONObject;
  #json = "";

  constructor(context: BlockContext, block: JSONObject) {
    this.id = textOf(block["id"]);
    this.#context = context;
    this.#block = { ...block };
  }

  /** Adds a delta: texts are joined, arguments are joined and parsed at the end, other values replace earlier ones. */
  push(delta: JSONObject): void {
    const { type: _, ...members } = delta;
    for (const [name, value] of Object.entries(members)) {
      const known = this.#block[name];
      if (name === "partial_json") this.#json += typeof value === "string" ? value : "";
      else if (typeof known === "string" && typeof value === "string") {
        this.#block[name] = known + value;
      } else if (value !== null) this.#block[name] = value;
    }
  }

  restate(block: JSONObject): void {
    this.#block = { ...block };
    this.#json = "";
  }

  end(_end: BlockEnd, events: ChatEvent[]): void {
    const { writer } = this.#context;
    const input = this.#json === "" ? undefined : parseJSON(this.#json);
    const block = isJSONObject(input) ? { ...this.#block, input } : this.#block;
    if (block["type"] === "redacted_thinking") {
      writer.endReasoning(block, events);
      return;
    }
    const known = readVendorBlock(block, this.#context);
    writer.write({ type: "vendor-block", api: "messages", block, ...known }, events);
  }
}
