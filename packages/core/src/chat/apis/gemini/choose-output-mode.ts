import type { ModelTraits } from "../../../models/model-traits.ts";
import type { ChatRequest, ChatResponseFormat } from "../../chat-request.ts";
import { preferSchema } from "../request/prefer-schema.ts";
import { chooseTools } from "./request/choose-tools.ts";

/** A response format with a schema. */
export type SchemaFormat = Extract<ChatResponseFormat, { type: "json-schema" }>;

/**
 * How the model is made to answer in a format: the API has a field for it (`native`), the model writes the answer as
 * the arguments of a tool (`tool`), or an instruction asks for the format (`instruction`).
 */
export type OutputMode =
  | { kind: "none" }
  | { kind: "native" | "instruction"; format: ChatResponseFormat }
  | { kind: "tool"; format: SchemaFormat; toolName: string };

/**
 * The strictest mode that the model takes together with the tools of the request. Models older than Gemini 3 take no
 * format together with tools, and no model takes one if it must call a function. Then the model answers by a tool.
 */
export function chooseOutputMode(request: ChatRequest, traits: ModelTraits): OutputMode {
  const { responseFormat, toolChoice } = request;
  const format = preferSchema(responseFormat);
  if (format === undefined || format.type === "text") return { kind: "none" };
  const isNative =
    traits.structuredOutput === undefined ||
    traits.structuredOutput === "json-schema" ||
    traits.structuredOutput === format.type;
  if (!isNative) return { kind: "instruction", format };
  const { functions, vendors } = chooseTools(request, traits);
  const hasFunctions = functions.length > 0;
  const isForced = hasFunctions && (toolChoice === "required" || typeof toolChoice === "object");
  const isAlone = !hasFunctions && vendors.length === 0;
  if (isAlone || (traits.acceptsFormatWithTools && !isForced)) return { kind: "native", format };
  return hasFunctions && format.type === "json-schema"
    ? { kind: "tool", format, toolName: findFreeName(request) }
    : { kind: "instruction", format };
}

/** A name that no tool has. */
function findFreeName({ tools = [] }: ChatRequest): string {
  const taken = new Set(tools.map((tool) => (tool.type === "raw" ? "" : tool.name)));
  let name = "answer";
  while (taken.has(name)) name += "_";
  return name;
}
