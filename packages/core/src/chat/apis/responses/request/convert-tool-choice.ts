import { isJSONObject, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatToolChoice } from "../../../chat-options.ts";
import type { ChatTool } from "../../../chat-request.ts";
import { convertVendorTool } from "./convert-vendor-tool.ts";

/** The tool choice in the API's form: a word, a function by its name, or one of OpenAI's tools by its type. */
export function convertToolChoice(choice: ChatToolChoice, tools: readonly ChatTool[]): JSONValue {
  return typeof choice === "string" ? choice : toReference(choice.toolName, tools);
}

/**
 * The tools that may be called, out of all tools of the request. So the list of tools stays the same, and OpenAI still
 * finds it in its prompt cache.
 *
 * @param allowed `vendorOptions.openai.allowedTools`.
 */
export function convertAllowedTools(
  allowed: JSONValue | undefined,
  tools: readonly ChatTool[],
): JSONObject | undefined {
  if (!isJSONObject(allowed) || !Array.isArray(allowed["toolNames"])) return undefined;
  const names = allowed["toolNames"].filter((name) => typeof name === "string");
  return {
    type: "allowed_tools",
    mode: textOf(allowed["mode"]) ?? "auto",
    tools: names.map((name) => toReference(name, tools)),
  };
}

function toReference(name: string, tools: readonly ChatTool[]): JSONObject {
  const entry = findEntry(name, tools);
  const type = textOf(entry?.["type"]);
  switch (type) {
    case undefined:
    case "function":
      return { type: "function", name };
    case "custom":
      return { type, name: entry?.["name"] ?? name };
    case "mcp":
      return { type, server_label: entry?.["server_label"] };
    default:
      return { type };
  }
}

/** The entry of a tool that is not a function, by the caller's name or by its type. */
function findEntry(name: string, tools: readonly ChatTool[]): JSONObject | undefined {
  for (const tool of tools) {
    if (tool.type === "vendor") {
      const entry = convertVendorTool(tool);
      if (tool.name === name || entry?.["type"] === name) return entry;
    }
    if (tool.type === "raw" && (tool.value["name"] ?? tool.value["type"]) === name)
      return tool.value;
  }
  return undefined;
}
