import { objectOf, textOf } from "../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../json.ts";
import type { ChatEvent } from "../../chat-event.ts";
import type { AnswerWriter } from "../answer-writer.ts";
import { findClientTool } from "./client-tools.ts";
import { expandParallelCall, isParallelCall } from "./expand-parallel-call.ts";
import type { OutputItem } from "./output-item.ts";
import type { ToolNames } from "./tool-names.ts";

/** What a {@link CallItem} needs from the answer it belongs to. */
export interface ItemContext {
  writer: AnswerWriter;
  toolNames: ToolNames;
  /** Tells the calls of one answer apart, whatever their ids. */
  key: string;
}

/** A call of a function, a custom tool, or a tool of OpenAI's that the caller runs. */
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

  push(eventType: string, frame: JSONObject, events: ChatEvent[]): void {
    const { delta } = frame;
    switch (eventType) {
      case "response.function_call_arguments.delta":
        this.#extend(textOf(delta) ?? "", events);
        return;
      case "response.custom_tool_call_input.delta":
        this.#extend((this.#arguments === "" ? '"' : "") + escapeText(delta), events);
        return;
      case "response.apply_patch_call_operation_diff.delta":
        this.#extend(this.#patchStart() + escapeText(delta), events);
        return;
      case "response.function_call_arguments.done":
      case "response.custom_tool_call_input.done": {
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
      writer.callEcho(key, readEcho(this.#item));
      return;
    }
    calls.forEach((call, index) => {
      const id = textOf(this.#item["call_id"]);
      const childKey = `${key}.${index}`;
      const childId = id === undefined ? undefined : `${id}_${index}`;
      writer.startCall(childKey, { id: childId, name: call.name }, events);
      writer.callArguments(childKey, call.arguments, events);
    });
  }

  /** Writes the arguments that only the whole item tells. */
  #complete(events: ChatEvent[]): void {
    const whole = readArguments(this.#item);
    if (whole.startsWith(this.#arguments))
      this.#extend(whole.slice(this.#arguments.length), events);
    else if (whole !== "") this.isGarbled = true;
    this.#startWhenNamed(events);
  }

  #extend(text: string, events: ChatEvent[]): void {
    this.#arguments += text;
    if (this.#isStarted) this.#context.writer.callArguments(this.#context.key, text, events);
  }

  #startWhenNamed(events: ChatEvent[]): void {
    if (this.#name() !== "" && !this.#isHeldBack()) this.#start(events);
  }

  #start(events: ChatEvent[]): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    const { writer, key } = this.#context;
    const id = textOf(this.#item["call_id"]) ?? textOf(this.#item["id"]);
    writer.startCall(key, { id, name: this.#name() }, events);
    writer.callArguments(key, this.#arguments, events);
  }

  /** The arguments of a patch up to where its text begins, as long as they have not been written. */
  #patchStart(): string {
    if (this.#arguments !== "") return "";
    const { operation } = this.#item;
    const item = {
      ...this.#item,
      operation: { ...objectOf(operation), diff: "" },
    };
    return readArguments(item).slice(0, -'"}}'.length);
  }

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

/** All arguments of a call as JSON text; empty where the item does not tell them yet. */
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

/** What goes back with a call: all of the item but what a `ToolCallPart` holds itself. */
function readEcho(item: JSONObject): JSONObject {
  if (findClientTool(item) !== undefined) return item;
  const { arguments: _arguments, input: _input, ...rest } = item;
  return rest;
}

/** A text as it stands within a JSON string. */
function escapeText(text: JSONValue | undefined): string {
  return typeof text === "string" ? JSON.stringify(text).slice(1, -1) : "";
}
