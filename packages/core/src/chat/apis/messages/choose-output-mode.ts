import type { ModelTraits } from "../../../models/model-traits.ts";
import type { ChatRequest, ChatResponseFormat } from "../../chat-request.ts";
import { preferSchema } from "../request/prefer-schema.ts";
import { vendorOptionsOf } from "../request/vendor-options-of.ts";
import { canEnforceSchema } from "./request/convert-schema.ts";

/** A response format with a schema. */
export type SchemaFormat = Extract<ChatResponseFormat, { type: "json-schema" }>;

/**
 * How the model is made to answer in a format: the API enforces a schema (`native`), the model writes the answer as
 * the arguments of a tool (`tool`), or an instruction asks for the format (`instruction`).
 */
export type OutputMode =
  | { kind: "none" }
  | { kind: "native"; format: SchemaFormat }
  | { kind: "tool"; format: SchemaFormat; toolName: string }
  | { kind: "instruction"; format: ChatResponseFormat };

/** The name of the tool whose arguments are the answer. */
export const ANSWER_TOOL = "json_response";

/** The strictest mode that the model and the schema allow. Anthropic's option `structuredOutputMode` can choose another. */
export function chooseOutputMode(request: ChatRequest, traits: ModelTraits): OutputMode {
  const { responseFormat, tools = [] } = request;
  const format = preferSchema(responseFormat);
  if (format === undefined || format.type === "text") return { kind: "none" };
  if (format.type === "json-object") return { kind: "instruction", format };
  const mode = vendorOptionsOf(request, "anthropic")["structuredOutputMode"];
  const isNative =
    mode === "outputFormat" || (traits.enforcesSchemaOnMessages && canEnforceSchema(format.schema));
  if (mode !== "jsonTool" && isNative) return { kind: "native", format };
  const isNameTaken = tools.some((tool) => tool.type !== "raw" && tool.name === ANSWER_TOOL);
  return format.schema["type"] === "object" && !isNameTaken
    ? { kind: "tool", format, toolName: ANSWER_TOOL }
    : { kind: "instruction", format };
}
