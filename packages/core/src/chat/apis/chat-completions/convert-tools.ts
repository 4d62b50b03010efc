import type { ChatTool, ChatToolChoice } from "../../chat-request.ts";
import type { JSONObject, JSONValue } from "../../../json.ts";
import { convertCacheControl } from "./convert-content.ts";

/** Tools in the API's form. */
export function convertTools(tools: readonly ChatTool[]): JSONObject[] {
  return tools.map((tool) => {
    if (tool.type === "raw") return { ...tool.value };
    return {
      type: "function",
      function: {
        name: tool.name,
        ...(tool.description === undefined ? {} : { description: tool.description }),
        parameters: tool.parameters ?? { type: "object", properties: {} },
        ...(tool.strict === undefined ? {} : { strict: tool.strict }),
      },
      ...convertCacheControl(tool.cacheControl),
    };
  });
}

/** The tool choice in the API's form. */
export function convertToolChoice(choice: ChatToolChoice): JSONValue {
  return typeof choice === "string"
    ? choice
    : { type: "function", function: { name: choice.toolName } };
}
