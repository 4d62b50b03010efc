import { invalidArgument } from "../../../../errors/invalid-answer.ts";
import { isJSONObject, textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { ChatTool, FunctionTool } from "../../../chat-request.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import type { RequestNotes } from "../../request/request-notes.ts";
import { toSnakeCase } from "../../request/to-snake-case.ts";
import { convertVendorTool } from "./convert-vendor-tool.ts";
import { isStrictSchema } from "../../request/is-strict-schema.ts";

/** The API's list of tools. Tools of other vendors are reported and left out. */
export function convertTools(tools: readonly ChatTool[], notes: RequestNotes): JSONObject[] {
  const converted: JSONObject[] = [];
  const namespaces = new Map<string, JSONObject[]>();
  for (const tool of tools) {
    if (tool.type === "raw") {
      converted.push({ ...tool.value });
    } else if (tool.type === "vendor") {
      const entry = convertVendorTool(tool);
      if (entry === undefined) {
        notes.foreignTool(tool.id, "the Responses API has only those of OpenAI.");
      } else converted.push(entry);
    } else {
      const { namespace, omitFromRequestTools } = vendorOptionsOf(tool, "openai");
      if (omitFromRequestTools === true) continue;
      const entry = convertFunction(tool, notes);
      if (isJSONObject(namespace)) addToNamespace(converted, namespaces, namespace, entry);
      else converted.push(entry);
    }
  }
  return converted;
}

/** The schema of a function without arguments. */
const NOTHING: JSONObject = { type: "object", properties: {}, additionalProperties: false };

/** Options of a function that go into it as they are spelt; schemas keep their own words. */
const FUNCTION_OPTIONS = ["async", "deferLoading", "allowedCallers", "outputSchema"] as const;
const SCHEMAS: ReadonlySet<string> = new Set(["outputSchema"]);

function convertFunction(tool: FunctionTool, notes: RequestNotes): JSONObject {
  const { name, description, parameters = NOTHING } = tool;
  const given = vendorOptionsOf(tool, "openai");
  const options = toSnakeCase(
    Object.fromEntries(FUNCTION_OPTIONS.map((option) => [option, given[option]])),
    SCHEMAS,
  );
  return {
    type: "function",
    name,
    description,
    parameters: { ...parameters },
    strict: convertStrict({ ...tool, parameters }, notes),
    ...options,
  };
}

/** Whether a function is strict. This is always sent, because the API's default is strict, which not every schema can be. */
function convertStrict({ name, parameters, strict }: FunctionTool, notes: RequestNotes): boolean {
  if (strict !== true) return false;
  if (parameters !== undefined && isStrictSchema(parameters)) return true;
  const message = `The tool ${name} was not sent as strict: its schema does not close every object and require every property, as OpenAI requires.`;
  notes.changed("tools", message);
  return false;
}

function addToNamespace(
  converted: JSONObject[],
  namespaces: Map<string, JSONObject[]>,
  { name, description }: JSONObject,
  entry: JSONObject,
): void {
  const key = textOf(name);
  if (key === undefined) throw invalidArgument("`vendorOptions.openai.namespace` needs a `name`.");
  const known = namespaces.get(key);
  if (known !== undefined) {
    known.push(entry);
    return;
  }
  const tools = [entry];
  namespaces.set(key, tools);
  converted.push({ type: "namespace", name, description, tools });
}
