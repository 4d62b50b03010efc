import { isJSONObject, parseJSON } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { ChatEvent } from "../../chat-event.ts";
import type { BlockContext, OpenBlock } from "./open-block.ts";
import { findVendorCall, readVendorCall, readVendorResult } from "./read-vendor-block.ts";

/**
 * A block that is put together and handed out whole: redacted thinking, and everything that belongs to
 * the vendor, known or not.
 */
export class OpaqueBlock implements OpenBlock {
  readonly kind = "any";
  readonly #context: BlockContext;
  #block: JSONObject;
  #json = "";

  constructor(context: BlockContext, block: JSONObject) {
    this.#context = context;
    this.#block = { ...block };
  }

  /** Arguments are joined and parsed, texts are joined, and anything else is taken as it is. */
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

  end(_isStopped: boolean, events: ChatEvent[]): void {
    const { writer, names, vendorCalls, request } = this.#context;
    const input = this.#json === "" ? undefined : parseJSON(this.#json);
    const block = isJSONObject(input) ? { ...this.#block, input } : this.#block;
    if (block["type"] === "redacted_thinking") {
      writer.endReasoning(block, events);
      return;
    }
    const toolCall = readVendorCall(block, names);
    if (toolCall !== undefined) vendorCalls.set(toolCall.id, toolCall);
    const toolResult = readVendorResult(
      block,
      names,
      (id) => vendorCalls.get(id) ?? findVendorCall(request.messages, id, names),
    );
    writer.vendorBlock(block, { toolCall, toolResult }, events);
  }
}
