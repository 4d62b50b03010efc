import type { ChatTool, JSONObject } from "@cometapi/core";
import type { BaseTool } from "@llamaindex/core/llms";
import type { CometAPIVendorTool } from "../settings/chat-options.ts";
import { isZodSchema, zodToJsonSchema } from "@llamaindex/core/zod";

/** LlamaIndex tools as tools of a request. Parameters may be JSON Schema or a zod schema, 3 or 4. */
export function convertTools(tools: readonly BaseTool[]): ChatTool[] {
  return tools.map(({ metadata }) => ({
    type: "function",
    name: metadata.name,
    description: metadata.description,
    parameters: metadata.parameters === undefined ? undefined : convertSchema(metadata.parameters),
  }));
}

/** Tools that a vendor runs, as tools of a request. */
export function convertVendorTools(tools: readonly CometAPIVendorTool[]): ChatTool[] {
  return tools.map(({ id, name = id.slice(id.indexOf(".") + 1), args = {} }) => ({
    type: "vendor",
    id,
    name,
    args,
  }));
}

/** A schema as JSON Schema, whichever it was. */
export function convertSchema(schema: object): JSONObject {
  return toJSONObject(isZodSchema(schema) ? zodToJsonSchema(schema) : schema);
}

// A JSON Schema is a JSON object by definition; its many types only say so in other words.
function toJSONObject(schema: object): JSONObject {
  return Object.fromEntries(Object.entries(schema));
}
