import type { JSONObject } from "../../../../json.ts";
import type { ChatTool, FunctionTool, VendorTool } from "../../../chat-request.ts";
import { toSnakeCase } from "../../request/to-snake-case.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { describeVendorTool } from "../describe-vendor-tool.ts";
import { convertCacheMark } from "./convert-cache-mark.ts";
import { canEnforceSchema, convertSchema } from "./convert-schema.ts";
import type { RequestContext } from "./request-context.ts";

/**
 * Tools in the API's form. If the model answers by a tool, this tool is added. Tools of other vendors are left out,
 * with a warning.
 */
export function convertTools(context: RequestContext): JSONObject[] {
  const { tools = [], toolChoice } = context.request;
  const answerTools = createAnswerTools(context);
  // If the caller allows no call, the answer is the only one.
  if (answerTools.length > 0 && toolChoice === "none") return answerTools;
  return [...tools.flatMap((tool) => convertTool(tool, context)), ...answerTools];
}

/** The tool by which the model answers, if it does. */
function createAnswerTools({ request, outputMode, notes }: RequestContext): JSONObject[] {
  if (outputMode.kind !== "tool") return [];
  const { format, toolName } = outputMode;
  if (format.strict === true) {
    const message = `${request.model} was asked for its response format by a tool, whose schema it may miss.`;
    notes.changed("responseFormat", message);
  }
  const task = "Gives your answer. Call it once, when you have it, and write no text beside it.";
  const description = format.description === undefined ? task : `${task} ${format.description}`;
  return [{ name: toolName, description, input_schema: { ...format.schema } }];
}

/** A tool in the API's form. Empty for a tool of another vendor. */
export function convertTool(tool: ChatTool, context: RequestContext): JSONObject[] {
  switch (tool.type) {
    case "function":
      return [convertFunction(tool, context)];
    case "vendor":
      return convertVendorTool(tool, context);
    case "raw":
      return [{ ...tool.value }];
  }
}

function convertFunction(tool: FunctionTool, context: RequestContext): JSONObject {
  const { name, description, parameters } = tool;
  const schema = { type: "object", properties: {}, ...parameters };
  const isStrict = tool.strict === true && canBeStrict(name, schema, context);
  const { cacheControl: _, ...options } = vendorOptionsOf(tool, "anthropic");
  return {
    name,
    description,
    input_schema: isStrict ? convertSchema(schema) : schema,
    strict: isStrict ? true : undefined,
    ...toSnakeCase(options, OPAQUE),
    ...convertCacheMark(tool),
  };
}

/** Options whose members have names that the user chose. */
const OPAQUE: ReadonlySet<string> = new Set(["inputExamples"]);

/** Whether the API can enforce a tool's schema. Reports it if not. */
function canBeStrict(name: string, schema: JSONObject, { traits, notes }: RequestContext): boolean {
  const message = `The tool ${name} was not sent as strict.`;
  if (!traits.enforcesSchemaOnMessages) {
    notes.dropped("tools", message, "enforcesSchemaOnMessages");
    return false;
  }
  const isEnforceable = canEnforceSchema(schema);
  if (!isEnforceable) notes.dropped("tools", `${message} ${NOT_ENFORCEABLE}`);
  return isEnforceable;
}

const NOT_ENFORCEABLE = "Its schema contains itself, has free keys, or many optional ones.";

function convertVendorTool(
  { id, args }: VendorTool,
  { notes, betas }: RequestContext,
): JSONObject[] {
  const described = describeVendorTool(id);
  if (described === undefined) {
    notes.foreignTool(id, "the Messages API takes tools of Anthropic only.");
    return [];
  }
  const { type, listedName: name, beta } = described;
  if (beta !== undefined) betas.add(beta);
  return [{ type, name, ...toSnakeCase({ ...args }) }];
}
