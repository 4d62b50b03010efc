import { emptyAsNone, isJSONObject, parseJSON, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { BlockContext, BlockEnd, OpenBlock } from "./open-block.ts";

/** A call of one of the user's tools. Its members besides the arguments are its echo. */
export class ToolUseBlock implements OpenBlock {
  readonly kind = "tool_use";
  readonly #context: BlockContext;
  readonly #key: string;
  readonly #echo: JSONObject;
  #input: JSONValue | undefined;
  #isWritten = false;

  constructor(context: BlockContext, block: JSONObject, events: ChatEvent[]) {
    const { type: _, id, name, input, ...others } = block;
    this.#context = context;
    this.#input = input;
    this.#key = String(context.calls.length);
    this.#echo = withoutNull(others);
    context.calls.push({ key: this.#key, echo: this.#echo });
    const callerName = context.names.toCaller(textOf(name) ?? "");
    context.writer.calls.start(this.#key, { id: textOf(id), name: callerName }, events);
    context.writer.calls.setEcho(this.#key, emptyAsNone(this.#echo));
  }

  push(delta: JSONObject, events: ChatEvent[]): void {
    const json = textOf(delta["partial_json"]);
    if (json === undefined) return;
    this.#isWritten = true;
    this.#context.writer.calls.addArguments(this.#key, json, events);
  }

  restate({ input }: JSONObject): void {
    this.#input = input ?? this.#input;
  }

  // Some servers send the whole arguments in the start of the block or in its stop.
  end(_end: BlockEnd, events: ChatEvent[]): void {
    const input = this.#input;
    if (this.#isWritten || !isJSONObject(input) || Object.keys(input).length === 0) return;
    this.#context.writer.calls.addArguments(this.#key, JSON.stringify(input), events);
  }
}

/**
 * A call of a tool that belongs to a toolset. The user gets a call of the set, whose argument `action` names the
 * tool: so does `@ai-sdk/anthropic`, and so did Anthropic's tools before there were sets.
 */
export class ToolsetBlock implements OpenBlock {
  readonly kind = "tool_use";
  readonly #action: string;
  readonly #call: ToolUseBlock;
  #input: JSONValue | undefined;
  #json = "";

  constructor(context: BlockContext, block: JSONObject, events: ChatEvent[]) {
    this.#action = textOf(block["name"]) ?? "";
    this.#input = block["input"];
    const set = { ...block, name: block["toolset_name"] };
    this.#call = new ToolUseBlock(context, set, events);
  }

  push(delta: JSONObject): void {
    this.#json += textOf(delta["partial_json"]) ?? "";
  }

  restate({ input }: JSONObject): void {
    this.#input = input ?? this.#input;
  }

  end({ isStopped }: BlockEnd, events: ChatEvent[]): void {
    const isCut = this.#json === "" && !isStopped;
    const input = this.#json === "" ? (this.#input ?? {}) : parseJSON(this.#json);
    const json =
      isCut || !isObjectInput(input)
        ? this.#begunJSON()
        : JSON.stringify({ action: this.#action, ...input });
    this.#call.push({ partial_json: json }, events);
  }

  /** The arguments as far as they have come, with `action` in front. */
  #begunJSON(): string {
    if (this.#json === "") return "";
    const [, rest = ""] = /^\s*\{(.*)/s.exec(this.#json) ?? [];
    const begin = JSON.stringify({ action: this.#action }).slice(0, -1);
    return rest === "" ? begin : `${begin},${rest}`;
  }
}

function isObjectInput(input: unknown): input is JSONObject {
  return isJSONObject(input);
}

function withoutNull(object: JSONObject): JSONObject {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== null && value !== undefined),
  );
}
