import { isJSONObject, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatTool, SystemMessage } from "../../../chat-request.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { convertText } from "./convert-content.ts";
import { convertTool } from "./convert-tools.ts";
import type { RequestContext } from "./request-context.ts";
import type { WireMessage } from "./wire-prompt.ts";

/**
 * An instruction that stays at its place in the conversation, because it has an option that the API takes only
 * there: when to remove it, another effort, or other tools. Undefined for an instruction without such options. All of
 * this is beta (Anthropic's page on system messages within a conversation).
 */
export function convertInlineInstruction(
  message: SystemMessage,
  context: RequestContext,
): WireMessage | undefined {
  const { clearAt, effort, toolChanges } = vendorOptionsOf(message, "anthropic");
  const { betas } = context;
  const others: JSONObject = {};
  if (textOf(clearAt) !== undefined) {
    others["clear_at"] = clearAt;
    betas.add("mid-conversation-system-clear-at-2026-08-21");
  }
  if (textOf(effort) !== undefined) {
    others["output_config"] = { effort };
    betas.add("mid-conversation-output-config-2026-07-01");
  }
  const changes = Array.isArray(toolChanges)
    ? toolChanges.flatMap((change) => convertChange(change, context))
    : [];
  if (changes.length === 0 && Object.keys(others).length === 0) return undefined;
  betas.add("mid-conversation-system-2026-04-07");
  return { role: "system", content: [...convertInstruction(message), ...changes], ...others };
}

/** The texts of an instruction. */
export function convertInstruction({ content }: SystemMessage): JSONObject[] {
  return typeof content === "string"
    ? convertText({ text: content })
    : content.flatMap(convertText);
}

/** A change of the tools: one is added or removed by its name, or a new one is defined. */
function convertChange(change: JSONValue, context: RequestContext): JSONObject[] {
  if (!isJSONObject(change)) return [];
  const { type, toolName } = change;
  const { names, betas } = context;
  if (typeof toolName === "string") {
    betas.add("mid-conversation-tool-changes-2026-07-01");
    return [{ type, tool: { type: "tool_reference", name: names.toWire(toolName) } }];
  }
  const tool = readTool(change["tool"]);
  if (tool === undefined) return [];
  betas.add("inline-tools-2026-09-15");
  return convertTool(tool, context).map((definition) => ({
    type,
    tool: { type: "tool_definition", definition },
  }));
}

/** A tool as `@ai-sdk/anthropic` defines it in this option. */
function readTool(value: JSONValue | undefined): ChatTool | undefined {
  if (!isJSONObject(value)) return undefined;
  const { id, args, description, inputSchema, strict } = value;
  const name = textOf(value["name"]);
  if (name === undefined) return undefined;
  if (typeof id === "string") {
    return { type: "vendor", id, name, args: isJSONObject(args) ? args : {} };
  }
  return {
    type: "function",
    name,
    description: textOf(description),
    parameters: isJSONObject(inputSchema) ? inputSchema : undefined,
    strict: strict === true,
  };
}
