import { isJSONObject, numberOf, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import type { AnswerWriter } from "../../answer/answer-writer.ts";
import { CallItem } from "./call-item.ts";
import type { ItemEvent } from "./event-types.ts";
import { MessageItem } from "./message-item.ts";
import type { OutputItem } from "./output-item.ts";
import { ReasoningItem } from "./reasoning-item.ts";
import { ToolNames } from "./tool-names.ts";
import { type OpenSearches, VendorItem } from "./vendor-item.ts";

/** An item, with everything by which events can refer to it. */
interface Entry {
  outputIndex: number | undefined;
  id: string | undefined;
  callId: string | undefined;
  item: OutputItem;
}

/**
 * Puts the items of an output together.
 *
 * An event refers to its item by the position in the output. If there is none, the id decides, although some servers
 * change the id from event to event. If there is neither, the event is about the latest item.
 */
export class OutputReader {
  readonly #writer: AnswerWriter;
  readonly #toolNames: ToolNames;
  readonly #responseFormat: ChatRequest["responseFormat"];
  readonly #entries: Entry[] = [];
  readonly #searches: OpenSearches = [];
  #latest: Entry | undefined;

  constructor(writer: AnswerWriter, { tools, responseFormat }: ChatRequest) {
    this.#writer = writer;
    this.#toolNames = new ToolNames(tools);
    this.#responseFormat = responseFormat;
  }

  /** Whether a repetition has shown that something of an item was lost or changed on the way. */
  get isGarbled(): boolean {
    return this.#entries.some(({ item }) => item.isGarbled);
  }

  /** An item begins. */
  add(frame: JSONObject, events: ChatEvent[]): void {
    const { item } = frame;
    if (isJSONObject(item)) this.#open(item, frame, events);
  }

  /** Reads an event about an item. An item that was not announced is opened. */
  push(event: ItemEvent, frame: JSONObject, events: ChatEvent[]): void {
    const { itemType, piece, isRepetition = false } = event;
    if (isRepetition && this.#find(frame, itemType)?.item.isDone === true) return;
    const latest = this.#latest;
    const isLatest =
      latest?.outputIndex !== undefined &&
      latest.outputIndex === frame["output_index"] &&
      latest.item.type === itemType &&
      !latest.item.isDone;
    const found = isLatest ? latest : this.#find(frame, itemType);
    const isOpen = found !== undefined && !found.item.isDone;
    const start = { type: itemType, id: frame["item_id"] };
    const entry = isOpen ? found : this.#open(start, frame, events);
    entry.item.push(piece, frame, events);
  }

  /** An item is over. */
  finish(frame: JSONObject, events: ChatEvent[]): void {
    const { item } = frame;
    if (!isJSONObject(item)) return;
    const found = this.#find({ ...frame, item_id: item["id"] }, typeOf(item));
    const entry = found ?? this.#open(item, frame, events);
    if (!entry.item.isDone) entry.item.finish(item, events);
  }

  /**
   * Ends all items, because the answer is over.
   *
   * @param output All items, repeated or for the first time. Some servers leave them out.
   */
  finishAll(output: JSONValue | undefined, events: ChatEvent[]): void {
    const known = [...this.#entries];
    const items = Array.isArray(output) ? output.filter(isJSONObject) : [];
    items.forEach((item, outputIndex) => {
      const entry =
        takeSame(known, item) ?? this.#open(item, { output_index: outputIndex }, events);
      if (!entry.item.isDone) entry.item.finish(item, events);
    });
    for (const { item } of known) if (!item.isDone) item.finish(undefined, events);
  }

  #find(frame: JSONObject, type: string): Entry | undefined {
    const ofType = this.#entries.filter((entry) => entry.item.type === type);
    const outputIndex = numberOf(frame["output_index"]);
    const id = textOf(frame["item_id"]);
    const isNamed = (entry: Entry): boolean => id !== undefined && entry.id === id;
    if (outputIndex !== undefined) {
      return (
        ofType.findLast((entry) => entry.outputIndex === outputIndex) ?? ofType.findLast(isNamed)
      );
    }
    return ofType.findLast(isNamed) ?? ofType.findLast((entry) => !entry.item.isDone);
  }

  #open(item: JSONObject, frame: JSONObject, events: ChatEvent[]): Entry {
    const entry: Entry = {
      outputIndex: numberOf(frame["output_index"]),
      id: textOf(item["id"]),
      callId: textOf(item["call_id"]),
      item: this.#create(item, events),
    };
    this.#entries.push(entry);
    this.#latest = entry;
    return entry;
  }

  #create(item: JSONObject, events: ChatEvent[]): OutputItem {
    const writer = this.#writer;
    const key = String(this.#entries.length);
    const context = { writer, toolNames: this.#toolNames, key };
    switch (typeOf(item)) {
      case "message":
        return new MessageItem(writer, item, this.#responseFormat);
      case "reasoning":
        return new ReasoningItem(writer, item);
      case "function_call":
      case "custom_tool_call":
      case "apply_patch_call":
        return new CallItem(context, item, events);
      default:
        return new VendorItem(context, item, this.#searches);
    }
  }
}

/**
 * Removes the entry of an item from the list and returns it: the one with its id, otherwise the first of its type,
 * because some servers change ids.
 */
function takeSame(entries: Entry[], item: JSONObject): Entry | undefined {
  const id = textOf(item["id"]);
  const callId = textOf(item["call_id"]);
  const ofType = (entry: Entry): boolean => entry.item.type === typeOf(item);
  const tests: ((entry: Entry) => boolean)[] = [
    (entry) => id !== undefined && entry.id === id && ofType(entry),
    (entry) => callId !== undefined && entry.callId === callId && ofType(entry),
    ofType,
  ];
  for (const test of tests) {
    const index = entries.findIndex(test);
    if (index >= 0) return entries.splice(index, 1)[0];
  }
  return undefined;
}

/** The type of an item. An item with a role and no type is a message. */
function typeOf(item: JSONObject): string {
  return textOf(item["type"]) ?? (item["role"] === undefined ? "" : "message");
}
