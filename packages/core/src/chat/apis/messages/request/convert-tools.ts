import type { JSONObject } from "../../../../json.ts";
import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { ChatTool, FunctionTool, VendorTool } from "../../../chat-request.ts";
import { toSnakeCase } from "../../request/to-snake-case.ts";
import { canEnforceSchema, convertSchema } from "./convert-schema.ts";
import { ANSWER_TOOL, type SchemaFormat } from "../choose-output-mode.ts";
import type { RequestContext } from "./request-context.ts";
import { anthropicOptionsOf } from "./anthropic-options.ts";
import { convertCacheMark } from "./convert-cache-mark.ts";
import type { MessagesNotes } from "./messages-notes.ts";
import { describeVendorTool } from "../vendor-tools.ts";

/**
 * Tools in the API's form. If the model answers by a tool, this tool is added. Tools of other vendors are left out,
 * with a warning.
 */
export function convertTools({ request, traits, notes, outputMode }: RequestContext): JSONObject[] {
  const { toolChoice, tools = [] } = request;
  // The model may call nothing else then.
  if (outputMode.kind === "tool" && toolChoice === "none")
    return [createResponseTool(outputMode.format)];
  const converted = tools.flatMap((tool) => convertTool(tool, traits, notes));
  return outputMode.kind === "tool"
    ? [...converted, createResponseTool(outputMode.format)]
    : converted;
}

/** A tool in the API's form. Empty for a tool of another vendor. */
export function convertTool(
  tool: ChatTool,
  traits: ModelTraits,
  notes: MessagesNotes,
): JSONObject[] {
  switch (tool.type) {
    case "function":
      return [convertFunction(tool, traits, notes)];
    case "vendor":
      return convertVendorTool(tool, notes);
    case "raw":
      return [{ ...tool.value }];
  }
}

function convertFunction(
  tool: FunctionTool,
  traits: ModelTraits,
  notes: MessagesNotes,
): JSONObject {
  const { name, description, parameters } = tool;
  const schema = { type: "object", properties: {}, ...parameters };
  const isStrict = tool.strict === true && canBeStrict(tool, schema, traits, notes);
  const { cacheControl: _, ...own } = anthropicOptionsOf(tool);
  return {
    name,
    description,
    input_schema: isStrict ? convertSchema(schema) : schema,
    strict: isStrict ? true : undefined,
    ...toSnakeCase(own, OPAQUE),
    ...convertCacheMark(tool),
  };
}

/** Options whose members have names that the user chose. */
const OPAQUE: ReadonlySet<string> = new Set(["inputExamples"]);

/** Whether the API can enforce a tool's schema. Reports it if not. */
function canBeStrict(
  { name }: FunctionTool,
  schema: JSONObject,
  traits: ModelTraits,
  notes: MessagesNotes,
): boolean {
  if (traits.enforcesSchemaOnMessages && canEnforceSchema(schema)) return true;
  const message = `The tool ${name} was not sent as strict.`;
  if (!traits.enforcesSchemaOnMessages) notes.dropped("tools", message, "enforcesSchemaOnMessages");
  else notes.dropped("tools", `${message} ${NOT_ENFORCEABLE}`);
  return false;
}

const NOT_ENFORCEABLE = "Its schema contains itself, has free keys, or many optional ones.";

function convertVendorTool({ id, args }: VendorTool, notes: MessagesNotes): JSONObject[] {
  const described = describeVendorTool(id);
  if (described === undefined) {
    notes.foreignTool(id, "the Messages API takes tools of Anthropic only.");
    return [];
  }
  const { type, name, beta } = described;
  if (beta !== undefined) notes.betas.add(beta);
  return [{ type, name, ...toSnakeCase({ ...args }) }];
}

function createResponseTool({ description, schema }: SchemaFormat): JSONObject {
  const task = "Gives your answer. Call it once, when you have it, and write no text beside it.";
  return {
    name: ANSWER_TOOL,
    description: description === undefined ? task : `${task} ${description}`,
    input_schema: { ...schema },
  };
}
