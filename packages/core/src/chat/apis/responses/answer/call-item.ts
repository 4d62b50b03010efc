import { isJSONObject, objectOf, parseJSON, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { AnswerWriter } from "../../answer/answer-writer.ts";
import { findClientTool } from "../client-tools.ts";
import { expandParallelCall, isParallelCall } from "./expand-parallel-call.ts";
import type { CallPiece } from "./event-types.ts";
import type { OutputItem } from "./output-item.ts";
import type { ToolNames } from "./tool-names.ts";

/** What an item gets from the reader of the output. */
export interface ItemContext {
  writer: AnswerWriter;
  toolNames: ToolNames;
  /** A key for the call, unique in the answer. Ids may be missing or repeated. */
  key: string;
}

/** A call of a function, of a custom tool, or of a tool that OpenAI defines and the caller runs. */
export class CallItem implements OutputItem {
  readonly type: string;
  isDone = false;
  isGarbled = false;
  readonly #context: ItemContext;
  #item: JSONObject;
  #isStarted = false;
  /** All arguments so far, as JSON text. */
  #arguments = "";

  constructor(context: ItemContext, start: JSONObject, events: ChatEvent[]) {
    this.type = textOf(start["type"]) ?? "function_call";
    this.#context = context;
    this.#item = start;
    this.#startWhenNamed(events);
  }

  push(piece: CallPiece, frame: JSONObject, events: ChatEvent[]): void {
    const { delta } = frame;
    switch (piece) {
      case "arguments-delta":
        if (!this.#repeats(delta)) this.#extend(textOf(delta) ?? "", events);
        return;
      case "input-delta":
        this.#extend((this.#arguments === "" ? '"' : "") + escapeText(delta), events);
        return;
      case "diff-delta":
        this.#extend(this.#patchStart() + escapeText(delta), events);
        return;
      case "arguments": {
        const { name = this.#item["name"], arguments: whole, input } = frame;
        this.#item = { ...this.#item, name, arguments: whole, input };
        this.#complete(events);
      }
    }
  }

  finish(item: JSONObject | undefined, events: ChatEvent[]): void {
    const { writer, toolNames, key } = this.#context;
    if (item !== undefined) {
      this.#item = { ...this.#item, ...item };
      this.#complete(events);
    }
    this.isDone = true;
    const calls = this.#isHeldBack()
      ? expandParallelCall(this.#arguments, toolNames.functions)
      : undefined;
    if (calls === undefined) {
      this.#start(events);
      writer.calls.setEcho(key, readEcho(this.#item));
      if (this.isGarbled || this.#item["status"] === "incomplete") writer.calls.markLostPiece(key);
      return;
    }
    calls.forEach((call, index) => {
      const id = textOf(this.#item["call_id"]);
      const childKey = `${key}.${index}`;
      const childId = id === undefined ? undefined : `${id}_${index}`;
      writer.calls.start(childKey, { id: childId, name: call.name }, events);
      writer.calls.addArguments(childKey, call.arguments, events);
    });
  }

  /** Writes the arguments that are still missing, from the whole item. */
  #complete(events: ChatEvent[]): void {
    const whole = readArguments(this.#item);
    if (whole.startsWith(this.#arguments))
      this.#extend(whole.slice(this.#arguments.length), events);
    else if (whole !== "") this.isGarbled = true;
    this.#startWhenNamed(events);
  }

  /** Whether a delta is not a further piece, but all arguments once more. */
  #repeats(delta: JSONValue | undefined): boolean {
    return delta === this.#arguments && isJSONObject(parseJSON(this.#arguments));
  }

  #extend(text: string, events: ChatEvent[]): void {
    this.#arguments += text;
    if (this.#isStarted) this.#context.writer.calls.addArguments(this.#context.key, text, events);
  }

  #startWhenNamed(events: ChatEvent[]): void {
    if (this.#name() !== "" && !this.#isHeldBack()) this.#start(events);
  }

  #start(events: ChatEvent[]): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    const { writer, key } = this.#context;
    const id = textOf(this.#item["call_id"]) ?? textOf(this.#item["id"]);
    writer.calls.start(key, { id, name: this.#name() }, events);
    writer.calls.addArguments(key, this.#arguments, events);
  }

  /** The JSON before the text of a patch. Empty if it is written already. */
  #patchStart(): string {
    if (this.#arguments !== "") return "";
    const { operation } = this.#item;
    const item = {
      ...this.#item,
      operation: { ...objectOf(operation), diff: "" },
    };
    return readArguments(item).slice(0, -'"}}'.length);
  }

  /** Whether the call waits for its end, because it may turn out to wrap several calls. */
  #isHeldBack(): boolean {
    return (
      this.type === "function_call" &&
      isParallelCall(this.#name(), this.#context.toolNames.functions)
    );
  }

  #name(): string {
    const tool = findClientTool(this.#item);
    return tool === undefined
      ? (textOf(this.#item["name"]) ?? "")
      : this.#context.toolNames.nameOf(...tool.tools);
  }
}

/** All arguments of a call as JSON text. Empty if the item does not have them yet. */
function readArguments(item: JSONObject): string {
  if (item["type"] === "custom_tool_call") {
    const { input } = item;
    return typeof input === "string" ? `"${escapeText(input)}"` : "";
  }
  const tool = findClientTool(item);
  const value = tool === undefined ? item["arguments"] : tool.readArguments(item);
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What goes back with a call: the item without the arguments, which a `ToolCallPart` has itself. */
function readEcho(item: JSONObject): JSONObject {
  if (findClientTool(item) !== undefined) return item;
  const { arguments: _arguments, input: _input, ...rest } = item;
  return rest;
}

/** A text as it is written within a JSON string. */
function escapeText(text: JSONValue | undefined): string {
  return typeof text === "string" ? JSON.stringify(text).slice(1, -1) : "";
}
