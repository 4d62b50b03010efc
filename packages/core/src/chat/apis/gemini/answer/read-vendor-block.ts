import { isJSONObject, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { VendorBlockEvent } from "../../../chat-event.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import type { VendorToolResult } from "../../../vendor-tool.ts";

/** What {@link readVendorBlock} gets from the normalizer. */
export interface VendorBlockContext {
  generateId: () => string;
  /** The tools of the request have the caller's names for Google's tools. */
  request: Pick<ChatRequest, "tools">;
  /** The id of the last call of one of Google's tools. Its result may come without an id. */
  lastCallId: string | undefined;
}

/** The call or the result in a part that belongs to one of Google's own tools. */
export function readVendorBlock(
  part: JSONObject,
  { generateId, lastCallId, request }: VendorBlockContext,
): Pick<VendorBlockEvent, "toolCall" | "toolResult"> {
  const { executableCode, codeExecutionResult, toolCall, toolResponse } = part;
  if (isJSONObject(executableCode)) {
    const id = textOf(executableCode["id"]) ?? generateId();
    const { id: _, ...code } = executableCode;
    return call(id, findToolName(request, CODE_EXECUTION), code);
  }
  if (isJSONObject(codeExecutionResult)) {
    const id = textOf(codeExecutionResult["id"]) ?? lastCallId ?? generateId();
    const { outcome, output = "" } = codeExecutionResult;
    const name = findToolName(request, CODE_EXECUTION);
    return result({ id, name, result: { outcome, output }, isError: outcome !== "OUTCOME_OK" });
  }
  if (isJSONObject(toolCall)) {
    const name = findToolName(request, textOf(toolCall["toolType"]) ?? UNNAMED);
    return call(textOf(toolCall["id"]) ?? generateId(), name, toolCall["args"] ?? {});
  }
  if (isJSONObject(toolResponse)) {
    const id = textOf(toolResponse["id"]) ?? lastCallId ?? generateId();
    const name = findToolName(request, textOf(toolResponse["toolType"]) ?? UNNAMED);
    return result({ id, name, result: toolResponse["response"] ?? {}, isError: false });
  }
  return {};
}

const CODE_EXECUTION = "code_execution";

const UNNAMED = "tool";

type Read = Pick<VendorBlockEvent, "toolCall" | "toolResult">;

function call(id: string, name: string, input: JSONValue): Read {
  return { toolCall: { id, name, arguments: JSON.stringify(input) } };
}

function result(toolResult: VendorToolResult): Read {
  return { toolResult };
}

/** Several types of calls belong to one tool of the request. */
const TOOLS_OF_TYPES: ReadonlyMap<string, string> = new Map([
  ["google_search_web", "google_search"],
  ["google_search_image", "google_search"],
]);

/**
 * The caller's name of one of Google's tools, or Google's own name if the request does not have the tool.
 *
 * @param type The name or the type of the tool in the answer, in any case.
 */
function findToolName({ tools = [] }: Pick<ChatRequest, "tools">, type: string): string {
  const lowerCase = type.toLowerCase();
  const name = TOOLS_OF_TYPES.get(lowerCase) ?? lowerCase;
  const tool = tools.find((known) => known.type === "vendor" && known.id === `google.${name}`);
  return tool?.type === "vendor" ? tool.name : name;
}
