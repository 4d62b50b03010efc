import { isJSONObject, objectOf, parseJSON, textOf } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import { toCamelCase, toSnakeCase } from "../request/to-snake-case.ts";

/** What a tool returned: as text, and parsed if the text is a JSON object. */
export interface ToolOutput {
  text: string;
  data: JSONObject;
  isError: boolean;
  /** The address of the first image in it. */
  imageURL: string | undefined;
}

/**
 * A tool that OpenAI defines and the caller runs. Its calls and results are special items. Users see their members as
 * `@ai-sdk/openai` names them, in camelCase.
 */
interface ClientTool {
  /** The ids of the tool, without `openai.`. The first one is the name of the tool if the caller gave none. */
  tools: readonly [string, ...string[]];
  /** The arguments in an item. Their order must always be the same, because they are compared as text. */
  readArguments(item: JSONObject): JSONObject;
  /** The item of a result, without the id of the call. */
  convertResult(output: ToolOutput): JSONObject;
  /** Whether OpenAI has run the call itself. Default: never. */
  isRunByVendor?(item: JSONObject): boolean;
}

/** Members whose keys the user chose. */
const OPAQUE: ReadonlySet<string> = new Set(["env"]);

/** These tools by the type of their call's item. */
export const CLIENT_TOOLS: Readonly<Record<string, ClientTool>> = {
  local_shell_call: {
    tools: ["local_shell"],
    readArguments: ({ action }) => ({ action: toCamelCase(action ?? {}, OPAQUE) }),
    convertResult: ({ data, text }) => ({
      type: "local_shell_call_output",
      output: textOf(data["output"]) ?? text,
    }),
  },
  shell_call: {
    tools: ["shell"],
    readArguments: readShellCall,
    convertResult: ({ data, text, isError }) => ({
      type: "shell_call_output",
      max_output_length: data["maxOutputLength"],
      output: Array.isArray(data["output"])
        ? toSnakeCase(data["output"])
        : [{ stdout: text, stderr: "", outcome: { type: "exit", exit_code: isError ? 1 : 0 } }],
    }),
    isRunByVendor: ({ environment }) =>
      isJSONObject(environment) && textOf(environment["type"])?.startsWith("container") === true,
  },
  apply_patch_call: {
    tools: ["apply_patch"],
    readArguments: ({ call_id: callId, operation }) => {
      const { type, path, diff } = objectOf(operation);
      return { callId, operation: { type, path, diff } };
    },
    convertResult: ({ data, text, isError }) => ({
      type: "apply_patch_call_output",
      status: textOf(data["status"]) ?? (isError ? "failed" : "completed"),
      output: data["status"] === undefined ? text : data["output"],
    }),
  },
  computer_call: {
    tools: ["computer", "computer_use"],
    readArguments: ({ action, actions, pending_safety_checks: checks, status }) => ({
      actions: toCamelCase(actions ?? (isJSONObject(action) ? [action] : [])),
      pendingSafetyChecks: checks ?? [],
      status,
    }),
    convertResult: ({ data, imageURL }) => ({
      type: "computer_call_output",
      output: isJSONObject(data["output"])
        ? { type: "computer_screenshot", ...toSnakeCase(data["output"]) }
        : { type: "computer_screenshot", image_url: imageURL },
      acknowledged_safety_checks: data["acknowledgedSafetyChecks"],
    }),
    isRunByVendor: ({ call_id: callId }) => textOf(callId) === undefined,
  },
  tool_search_call: {
    tools: ["tool_search"],
    readArguments: (item) => ({ arguments: item["arguments"], call_id: item["call_id"] }),
    convertResult: ({ data }) => ({
      type: "tool_search_output",
      execution: "client",
      status: "completed",
      tools: data["tools"] ?? [],
    }),
    isRunByVendor: ({ execution }) => execution !== "client",
  },
};

/** The tool of an item that the caller has to run. Undefined for any other item. */
export function findClientTool(item: JSONObject): ClientTool | undefined {
  const tool = CLIENT_TOOLS[textOf(item["type"]) ?? ""];
  return tool?.isRunByVendor?.(item) === true ? undefined : tool;
}

/** The result of a tool, as `convertResult` takes it. */
export function readToolOutput(
  text: string,
  { isError, imageURL }: Pick<ToolOutput, "isError" | "imageURL">,
): ToolOutput {
  return { text, data: objectOf(parseJSON(text)), isError, imageURL };
}

/** The commands of a shell call. Limits that were not set are null on the wire and left out here. */
export function readShellCall({ action }: JSONObject): JSONObject {
  const members = Object.entries(toCamelCase(objectOf(action)));
  return { action: Object.fromEntries(members.filter(([, member]) => member !== null)) };
}
