import { isJSONObject } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { ChatTool, FunctionTool, VendorTool } from "../../../chat-request.ts";
import type { RequestNotes } from "../../request/request-notes.ts";
import { toCamelCaseName } from "../../request/to-snake-case.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { chooseTools } from "./choose-tools.ts";
import { convertSchema } from "./convert-schema.ts";
import { convertToolChoice } from "./convert-tool-choice.ts";
import type { RequestContext } from "./request-context.ts";

/** The fields of a request that concern tools. */
export interface ConvertedTools {
  tools?: JSONObject[];
  toolConfig?: JSONObject;
}

/**
 * The tools that the model takes together, and the tool choice. If the model answers by a tool, this tool is added. Tools
 * that are left out are reported.
 */
export function convertTools(context: RequestContext): ConvertedTools {
  const { request, traits, notes } = context;
  const { functions, vendors, isMixRefused } = chooseTools(request, traits);
  if (isMixRefused) {
    const message = `Functions were not sent to ${request.model}, only Google's own tools.`;
    notes.dropped("tools", message, "acceptsToolMix");
  }
  const tools = vendors.flatMap((tool) => convertVendorTool(tool, notes));
  const declarations = [...functions, ...createAnswerTools(context)].flatMap(convertFunctionTool);
  if (declarations.length === 0) {
    if (tools.length === 0) return {};
    const { toolChoice = "auto" } = request;
    if (toolChoice !== "auto") notes.dropped("toolChoice", CHOICE_DROPPED);
    return { tools };
  }
  const isMixed = tools.length > 0;
  tools.push({ functionDeclarations: declarations });
  const isStrict = functions.some((tool) => tool.type === "function" && tool.strict === true);
  const isValidated = isStrict || isMixed;
  const functionCallingConfig = convertToolChoice(context, { isValidated });
  if (functionCallingConfig === undefined) return { tools };
  const combined = isMixed ? { includeServerSideToolInvocations: true } : {};
  return { tools, toolConfig: { functionCallingConfig, ...combined } };
}

const CHOICE_DROPPED =
  "toolChoice was not sent: Gemini can be made to call functions only, not Google's own tools.";

/** The tool by which the model answers, if it does. */
function createAnswerTools({ outputMode }: RequestContext): FunctionTool[] {
  if (outputMode.kind !== "tool") return [];
  const { description = "Gives the final answer.", schema } = outputMode.format;
  return [{ type: "function", name: outputMode.toolName, description, parameters: schema }];
}

function convertFunctionTool(tool: ChatTool): JSONObject[] {
  if (tool.type === "function") return [convertFunction(tool)];
  const listed = tool.type === "raw" ? tool.value["functionDeclarations"] : undefined;
  return Array.isArray(listed) ? listed.filter(isJSONObject) : [];
}

function convertFunction(tool: FunctionTool): JSONObject {
  const { name, description, parameters } = tool;
  const hasParameters = parameters !== undefined && !isEmptyObject(parameters);
  const schema = hasParameters ? convertSchema(parameters) : undefined;
  return { name, description, parametersJsonSchema: schema, ...vendorOptionsOf(tool, "google") };
}

/** Whether a schema allows no members. A function with such a schema is declared without parameters. */
function isEmptyObject({ type, properties, ...rest }: Readonly<JSONObject>): boolean {
  const hasProperties = isJSONObject(properties) && Object.keys(properties).length > 0;
  const isOpen =
    isJSONObject(rest["additionalProperties"]) || rest["additionalProperties"] === true;
  const isComposed = ["$ref", "anyOf", "oneOf", "allOf"].some((name) => rest[name] !== undefined);
  return type === "object" && !hasProperties && !isOpen && !isComposed;
}

/** `google.url_context` is the tool `urlContext`. */
function convertVendorTool(tool: ChatTool, notes: RequestNotes): JSONObject[] {
  if (tool.type === "raw") return [{ ...tool.value }];
  if (tool.type !== "vendor") return [];
  const [vendor, name = ""] = tool.id.split(".");
  if (vendor === "google" && name !== "") return [convertGoogleTool(name, tool)];
  notes.foreignTool(tool.id, "Gemini takes functions and Google's own tools.");
  return [];
}

function convertGoogleTool(name: string, { args }: VendorTool): JSONObject {
  if (name === "vertex_rag_store") return convertRagStore(args);
  return { [toCamelCaseName(name)]: { ...args } };
}

function convertRagStore({ ragCorpus, topK }: VendorTool["args"]): JSONObject {
  const resources = { rag_corpus: ragCorpus };
  return { retrieval: { vertex_rag_store: { rag_resources: resources, similarity_top_k: topK } } };
}
