import { textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import { CallItem, type ItemContext } from "./call-item.ts";
import { findClientTool } from "../client-tools.ts";
import type { OutputItem } from "./output-item.ts";
import { readVendorItem } from "./read-vendor-item.ts";

/** The ids of tool searches whose results have not come yet. */
export type OpenSearches = string[];

/**
 * Any other item: the work of one of OpenAI's tools, something to keep between turns, or a type that is newer than this
 * package. It is written when it is whole, because only then is it known whether the caller has to run it.
 */
export class VendorItem implements OutputItem {
  readonly type: string;
  readonly isGarbled = false;
  isDone = false;
  readonly #context: ItemContext;
  readonly #searches: OpenSearches;

  constructor(context: ItemContext, start: JSONObject, searches: OpenSearches) {
    this.type = textOf(start["type"]) ?? "";
    this.#context = context;
    this.#searches = searches;
  }

  push(): void {
    // Events report its progress. The whole item has everything.
  }

  finish(item: JSONObject | undefined, events: ChatEvent[]): void {
    this.isDone = true;
    if (item === undefined) return;
    if (findClientTool(item) !== undefined) {
      new CallItem(this.#context, item, events).finish(item, events);
    } else if (item["type"] === "image_generation_call") {
      this.#writeImage(item, events);
    } else {
      this.#writeBlock(item, events);
    }
  }

  /** Writes a generated image. The rest of the item is its echo. */
  #writeImage(item: JSONObject, events: ChatEvent[]): void {
    const { result, ...rest } = item;
    const data = textOf(result);
    if (data === undefined) {
      this.#writeBlock(item, events);
      return;
    }
    const mediaType = `image/${textOf(item["output_format"]) ?? "png"}`;
    const echo = { api: "responses" as const, data: rest };
    this.#context.writer.write({ type: "image", image: { data, mediaType }, echo }, events);
  }

  #writeBlock(item: JSONObject, events: ChatEvent[]): void {
    const { writer, toolNames } = this.#context;
    const parts = readVendorItem(item, toolNames);
    const { toolCall, toolResult } = parts;
    // A search that OpenAI runs has no call id: results come in the order of the searches.
    if (item["type"] === "tool_search_call" && toolCall !== undefined) {
      this.#searches.push(toolCall.id);
    }
    if (item["type"] === "tool_search_output" && toolResult !== undefined) {
      const id = textOf(item["call_id"]) ?? this.#searches.shift() ?? toolResult.id;
      parts.toolResult = { ...toolResult, id };
    }
    writer.write({ type: "vendor-block", api: "responses", block: item, ...parts }, events);
  }
}
