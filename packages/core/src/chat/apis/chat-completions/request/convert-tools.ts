import type { ChatTool, FunctionTool } from "../../../chat-request.ts";
import type { JSONObject } from "../../../../json.ts";
import type { RequestNotes } from "../../request/request-notes.ts";
import { convertCacheMark } from "./convert-content.ts";

/** Tools in the API's form. Chat Completions has no vendor tools: they are reported and left out. */
export function convertTools(tools: readonly ChatTool[], notes: RequestNotes): JSONObject[] {
  return tools.flatMap((tool): JSONObject[] => {
    if (tool.type === "raw") return [{ ...tool.value }];
    if (tool.type === "vendor") {
      notes.foreignTool(tool.id, NO_VENDOR_TOOLS);
      return [];
    }
    return [functionTool(tool)];
  });
}

const NO_VENDOR_TOOLS =
  "Chat Completions has no vendor tools. Choose the vendor's own API with `api`.";

function functionTool(tool: FunctionTool): JSONObject {
  return {
    type: "function",
    function: {
      name: tool.name,
      description: tool.description,
      parameters: convertParameters(tool.parameters),
      strict: tool.strict,
    },
    ...convertCacheMark(tool.cacheControl),
  };
}

/** OpenAI refuses a schema of an object without `properties`: "object schema missing properties". */
function convertParameters(parameters: Readonly<JSONObject> | undefined): JSONObject {
  if (parameters === undefined) return { type: "object", properties: {} };
  const isBareObject =
    parameters["properties"] === undefined &&
    (parameters["type"] === "object" || Object.keys(parameters).length === 0);
  return isBareObject ? { type: "object", ...parameters, properties: {} } : parameters;
}
