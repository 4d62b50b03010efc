import { emptyAsNone, isJSONObject, parseJSON, textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { BlockContext, BlockEnd, OpenBlock } from "./open-block.ts";
import { toArguments } from "./to-arguments.ts";

/** A call of one of the user's tools. Its members besides the arguments are its echo. */
export class ToolUseBlock implements OpenBlock {
  readonly kind = "tool_use";
  readonly id: string | undefined;
  readonly #context: BlockContext;
  readonly #key: string;
  /** The arguments of the start or the stop, which count if no pieces come. */
  #input: string;
  /** A first piece `{}`, which may be a placeholder: it counts if nothing follows. */
  #placeholder = "";
  #isWritten = false;

  constructor(context: BlockContext, block: JSONObject, events: ChatEvent[]) {
    const { type: _, id, name, input, ...others } = block;
    this.id = textOf(id);
    this.#context = context;
    this.#input = toArguments(input);
    this.#key = String(context.calls.length);
    const echo = withoutNull(others);
    context.calls.push({ key: this.#key, echo });
    const callerName = context.names.toCaller(textOf(name) ?? "");
    context.writer.calls.start(this.#key, { id: this.id, name: callerName }, events);
    context.writer.calls.setEcho(this.#key, emptyAsNone(echo));
  }

  push({ partial_json: piece }: JSONObject, events: ChatEvent[]): void {
    if (piece === "{}" && !this.#isWritten) {
      this.#placeholder = piece;
      return;
    }
    const json = toArguments(piece);
    this.#isWritten ||= json !== "";
    this.#context.writer.calls.addArguments(this.#key, json, events);
  }

  restate({ input }: JSONObject): void {
    this.#input = toArguments(input) || this.#input;
  }

  // Some servers send the whole arguments in the start of the block or in its stop.
  end({ isStopped }: BlockEnd, events: ChatEvent[]): void {
    if (this.#isWritten) return;
    const rest = this.#input || (isStopped ? this.#placeholder : "");
    this.#context.writer.calls.addArguments(this.#key, rest, events);
  }
}

/**
 * A call of a tool that belongs to a toolset. The user gets a call of the set, whose argument `action` names the
 * tool: so does `@ai-sdk/anthropic`, and so did Anthropic's tools before there were sets.
 */
export class ToolsetBlock implements OpenBlock {
  readonly kind = "tool_use";
  readonly id: string | undefined;
  readonly #action: string;
  readonly #call: ToolUseBlock;
  #input: string;
  #json = "";

  constructor(context: BlockContext, block: JSONObject, events: ChatEvent[]) {
    this.#action = textOf(block["name"]) ?? "";
    this.#input = toArguments(block["input"]);
    const set = { ...block, name: block["toolset_name"] };
    this.#call = new ToolUseBlock(context, set, events);
    this.id = this.#call.id;
  }

  push({ partial_json: piece }: JSONObject): void {
    this.#json += toArguments(piece);
  }

  restate({ input }: JSONObject): void {
    this.#input = toArguments(input) || this.#input;
  }

  end({ isStopped }: BlockEnd, events: ChatEvent[]): void {
    if (this.#json === "" && isStopped) this.#json = this.#input || "{}";
    const input = parseJSON(this.#json);
    const json = isJSONObject(input)
      ? JSON.stringify({ action: this.#action, ...input })
      : this.#begunJSON();
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

function withoutNull(object: JSONObject): JSONObject {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== null && value !== undefined),
  );
}
