import { isJSONObject, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatTool, SystemMessage } from "../../../chat-request.ts";
import { type MessageContext, convertText, type WireMessage } from "./convert-content.ts";
import { anthropicOptionsOf } from "./anthropic-options.ts";

/**
 * An instruction that stays at its place in the conversation, because it has an option that the API takes only
 * there: when to remove it, another effort, or other tools. Undefined for an instruction without such options. All of
 * this is beta (Anthropic's page on system messages within a conversation).
 */
export function convertInlineInstruction(
  message: SystemMessage,
  context: MessageContext,
): WireMessage | undefined {
  const { clearAt, effort, toolChanges } = anthropicOptionsOf(message);
  const { betas } = context.notes;
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
  return { role: "system", content: [...convertInstruction(message), ...changes], others };
}

/** The texts of an instruction. */
export function convertInstruction({ content }: SystemMessage): JSONObject[] {
  return typeof content === "string"
    ? convertText({ text: content })
    : content.flatMap(convertText);
}

/** A change of the tools: one is added or removed by its name, or a new one is defined. */
function convertChange(change: JSONValue, context: MessageContext): JSONObject[] {
  if (!isJSONObject(change)) return [];
  const { type, toolName } = change;
  const { names, notes } = context;
  if (typeof toolName === "string") {
    notes.betas.add("mid-conversation-tool-changes-2026-07-01");
    return [{ type, tool: { type: "tool_reference", name: names.toWire(toolName) } }];
  }
  const tool = readTool(change["tool"]);
  if (tool === undefined) return [];
  notes.betas.add("inline-tools-2026-09-15");
  return context
    .convertTool(tool)
    .map((definition) => ({ type, tool: { type: "tool_definition", definition } }));
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
