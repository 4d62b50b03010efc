import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import { chooseTools } from "./choose-tools.ts";

/** How the model is made to answer in a format. */
export interface OutputMode {
  /**
   * `native`: the API has a field for the format. `tool`: the model writes the answer as the arguments of a tool.
   * `instruction`: an instruction asks for the format.
   */
  kind: "none" | "native" | "tool" | "instruction";
  /** Name of the tool whose arguments are the answer. */
  toolName?: string | undefined;
}

/**
 * The strictest mode that the model takes together with the tools of the request. Models older than Gemini 3 take no
 * format together with tools, and no model takes one if it must call a function. Then the model answers by a tool.
 */
export function chooseOutputMode(request: ChatRequest, traits: ModelTraits): OutputMode {
  const { responseFormat } = request;
  if (responseFormat === undefined || responseFormat.type === "text") return { kind: "none" };
  const hasSchema = responseFormat.type === "json-schema";
  const isNative =
    traits.structuredOutput === undefined ||
    traits.structuredOutput === "json-schema" ||
    (traits.structuredOutput === "json-object" && !hasSchema);
  if (!isNative) return { kind: "instruction" };
  const { functions, vendors, toolChoice } = chooseTools(request, traits);
  const hasFunctions = functions.length > 0;
  const isForced = hasFunctions && (toolChoice === "required" || typeof toolChoice === "object");
  const isAlone = !hasFunctions && vendors.length === 0;
  if (isAlone || (traits.acceptsFormatWithTools && !isForced)) return { kind: "native" };
  return hasFunctions && hasSchema
    ? { kind: "tool", toolName: freeName(request) }
    : { kind: "instruction" };
}

/** A name that no tool has. */
function freeName({ tools = [] }: ChatRequest): string {
  const taken = new Set(tools.map((tool) => (tool.type === "raw" ? "" : tool.name)));
  let name = "answer";
  while (taken.has(name)) name += "_";
  return name;
}
