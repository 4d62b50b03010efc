import { isJSONObject, parseJSON, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { BlockContext, BlockEnd, OpenBlock } from "./open-block.ts";
import type { ChatMessage } from "../../../chat-request.ts";
import type { VendorToolCall, VendorToolResult } from "../../../vendor-tool.ts";
import { toCamelCase } from "../../request/to-snake-case.ts";
import type { ToolNames } from "../vendor-tools.ts";

/**
 * A block that is written when it is whole: redacted thinking, and all blocks that belong to Anthropic, also unknown
 * ones.
 */
export class WholeBlock implements OpenBlock {
  readonly kind = "any";
  readonly #context: BlockContext;
  #block: JSONObject;
  #json = "";

  constructor(context: BlockContext, block: JSONObject) {
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

/**
 * Code execution is one tool, but each kind of its calls has a name. As in `@ai-sdk/anthropic`, they become calls of
 * the one tool, and their arguments name the kind.
 */
const CODE_EXECUTION = "code_execution";
const CODE_EXECUTION_KINDS: ReadonlyMap<string, string> = new Map([
  [CODE_EXECUTION, "programmatic-tool-call"],
  ["bash_code_execution", "bash_code_execution"],
  ["text_editor_code_execution", "text_editor_code_execution"],
]);

/** The call in a vendor block. Undefined if the block is no call. */
function readVendorCall(block: JSONObject, names: ToolNames): VendorToolCall | undefined {
  const type = textOf(block["type"]);
  const id = textOf(block["id"]);
  const name = textOf(block["name"]);
  if (id === undefined || name === undefined || !type?.endsWith("_tool_use")) return undefined;
  const input = isJSONObject(block["input"]) ? block["input"] : {};
  // An MCP server may give its tool the name of another tool, so this name is not translated.
  if (type !== "server_tool_use") return { id, name, arguments: JSON.stringify(input) };
  const kind = CODE_EXECUTION_KINDS.get(name);
  return {
    id,
    name: names.toCaller(kind === undefined ? name : CODE_EXECUTION),
    arguments: JSON.stringify(kind === undefined ? input : { type: kind, ...input }),
  };
}

/** The call for a result that comes in a later answer than its call. */
function findVendorCall(
  messages: readonly ChatMessage[],
  id: string,
  names: ToolNames,
): VendorToolCall | undefined {
  for (const { role, content } of messages) {
    if (role !== "assistant" || typeof content === "string") continue;
    for (const part of content) {
      const isCalled = part.type === "vendor-block" && part.block["id"] === id;
      if (isCalled && part.api === "messages") return readVendorCall(part.block, names);
    }
  }
  return undefined;
}

/**
 * The result in a vendor block. Any block that names a call is one, whatever its type, so that results of tools newer
 * than this package are read too.
 *
 * @param findCall Finds a call by its id.
 */
function readVendorResult(
  block: JSONObject,
  names: ToolNames,
  findCall: (id: string) => VendorToolCall | undefined,
): VendorToolResult | undefined {
  const id = textOf(block["tool_use_id"]);
  if (id === undefined) return undefined;
  const typeName = textOf(block["type"])?.replace(/_tool_result$/, "") ?? "";
  const toolName = CODE_EXECUTION_KINDS.has(typeName) ? CODE_EXECUTION : typeName;
  const content = block["content"] ?? null;
  return {
    id,
    name: findCall(id)?.name ?? names.toCaller(toolName),
    result: VERBATIM.has(toolName) ? content : respell(content),
    isError: block["is_error"] === true || isErrorContent(content),
  };
}

/** Tools whose results `@ai-sdk/anthropic` gives with the API's names, in snake_case. */
const VERBATIM: ReadonlySet<string> = new Set([CODE_EXECUTION, "mcp"]);

/** A result as `@ai-sdk/anthropic` gives it: names in camelCase, and of a search for tools only the tools. */
function respell(content: JSONValue): JSONValue {
  const found = isJSONObject(content) ? content["tool_references"] : undefined;
  return toCamelCase(found ?? content);
}

function isErrorContent(content: JSONValue): boolean {
  return isJSONObject(content) && textOf(content["type"])?.endsWith("_error") === true;
}
