import {
  CometAPIError,
  type ChatResponseFormat,
  type ChatTool,
  type ChatToolChoice,
  type JSONObject,
  isJSONObject,
  isObject,
} from "@cometapi/core";
import type { BindToolsInput, ToolChoice } from "@langchain/core/language_models/chat_models";
import { convertToOpenAITool, isLangChainTool } from "@langchain/core/utils/function_calling";
import { isSerializableSchema } from "@langchain/core/utils/standard_schema";
import { isInteropZodSchema } from "@langchain/core/utils/types";
import { toJsonSchema } from "@langchain/core/utils/json_schema";
import type { ResponseFormat } from "../chat-call-options.ts";
import { readRecord, readText } from "../read-field.ts";
import { parseCacheControl } from "./content.ts";

/**
 * Turns tools in any form that LangChain knows into core's. An object that is neither a LangChain tool nor
 * an OpenAI function is sent as it is: it may be a tool that the vendor runs.
 *
 * @param strict Whether arguments must follow the schema, for tools that do not say so themselves.
 */
export function convertTools(tools: readonly BindToolsInput[], strict?: boolean): ChatTool[] {
  return tools.map((tool) => convertTool(toDefinition(tool), strict));
}

/** A tool as JSON, so that it can be traced, cached and sent. */
export function toDefinition(tool: BindToolsInput): JSONObject {
  const definition: unknown = isLangChainTool(tool) ? convertToOpenAITool(tool) : tool;
  return isJSONObject(definition) ? definition : {};
}

function convertTool(definition: JSONObject, strict: boolean | undefined): ChatTool {
  const declared = readRecord(definition, "function");
  const name = readText(declared, "name");
  if (declared === undefined || name === undefined) return { type: "raw", value: definition };
  const schema = declared["parameters"];
  const ownStrict = declared["strict"];
  return {
    type: "function",
    name,
    description: readText(declared, "description"),
    parameters: isJSONObject(schema) ? schema : undefined,
    strict: typeof ownStrict === "boolean" ? ownStrict : strict,
    cacheControl: parseCacheControl(definition["cache_control"]),
  };
}

/**
 * Turns `tool_choice` in LangChain's, OpenAI's or Anthropic's spelling into core's.
 *
 * @throws {CometAPIError} `invalid-argument` for an object that names no tool.
 */
export function convertToolChoice(choice: ToolChoice): ChatToolChoice {
  if (typeof choice === "string") return convertChoiceName(choice);
  const type = readText(choice, "type");
  const toolName = readText(readRecord(choice, "function"), "name") ?? readText(choice, "name");
  if (toolName !== undefined) return { toolName };
  if (type === "auto" || type === "none" || type === "any" || type === "required") {
    return convertChoiceName(type);
  }
  throw new CometAPIError({
    code: "invalid-argument",
    message:
      'tool_choice must be "auto", "none", "any", "required", the name of a tool, or an object that names one.',
  });
}

function convertChoiceName(choice: string): ChatToolChoice {
  if (choice === "any") return "required";
  if (choice === "auto" || choice === "none" || choice === "required") return choice;
  return { toolName: choice };
}

/**
 * Turns `response_format` into core's. A schema may also be a Zod or Standard schema.
 *
 * @param isStrict The call's own `strict`. LangChain's agents write `strict: true` into every format, even
 *   with a schema that strict mode refuses (defaults, optional members, nullable objects). So core decides
 *   where a format says `true`, unless the call says it too.
 */
export function convertResponseFormat(
  format: ResponseFormat,
  isStrict?: boolean,
): ChatResponseFormat {
  if (format.type === "text") return { type: "text" };
  if (format.type === "json_object") return { type: "json-object", schema: format.schema };
  if (format.type === "json_schema" && isObject(format.json_schema)) {
    const { name, description, schema, strict } = format.json_schema;
    return {
      type: "json-schema",
      name,
      description,
      schema: toSchema(schema),
      strict: strict === true ? isStrict : (strict ?? undefined),
    };
  }
  throw new CometAPIError({
    code: "invalid-argument",
    message: 'response_format must have type "text", "json_object" or "json_schema".',
  });
}

/** A schema of any kind that LangChain knows, as JSON Schema. */
export function toSchema(schema: unknown): JSONObject {
  const json: unknown =
    isInteropZodSchema(schema) || isSerializableSchema(schema) ? toJsonSchema(schema) : schema;
  return isJSONObject(json) ? json : {};
}
