import type { ModelTraits } from "../../../models/model-traits.ts";
import type { ChatRequest } from "../../chat-request.ts";
import { chooseTools } from "./choose-tools.ts";

/** How the model is made to answer in the form that was asked for. */
export interface OutputMode {
  /** `native`: by the API's own fields. `tool`: as the arguments of a tool. `instruction`: it is told to. */
  kind: "none" | "native" | "tool" | "instruction";
  /** Name of the tool whose arguments are the answer. */
  toolName?: string | undefined;
}

/**
 * The strictest means by which the model takes the response format beside the tools of the request.
 * Models older than Gemini 3 take no format beside tools, and no model takes one when it must call a
 * function: there a tool of its own asks for the answer.
 */
export function chooseOutputMode(request: ChatRequest, traits: ModelTraits): OutputMode {
  const { responseFormat } = request;
  if (responseFormat === undefined || responseFormat.type === "text") return { kind: "none" };
  const hasSchema = responseFormat.type === "json-schema";
  const isTaken =
    traits.structuredOutput === undefined ||
    traits.structuredOutput === "json-schema" ||
    (traits.structuredOutput === "json-object" && !hasSchema);
  if (!isTaken) return { kind: "instruction" };
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
