import type { ModelTraits } from "../../../models/model-traits.ts";
import type { ChatRequest, ChatResponseFormat } from "../../chat-request.ts";
import { canConstrain } from "./can-constrain.ts";
import { anthropicOptionsOf } from "./anthropic-options.ts";

/** A response format that a schema describes. */
export type SchemaFormat = Extract<ChatResponseFormat, { type: "json-schema" }>;

/**
 * How a model is made to answer in a format: held to it by the API (`schema`), made to write it as the
 * arguments of a tool (`tool`), or asked for it (`words`).
 */
export type OutputMode =
  | { kind: "none" }
  | { kind: "native" | "tool"; format: SchemaFormat }
  | { kind: "instruction"; format: ChatResponseFormat };

/** The name of the tool whose arguments are the answer. */
export const RESPONSE_TOOL = "json_response";

/**
 * The strictest means by which the model can be made to answer in the format that is asked for. The
 * vendor's option `structuredOutputMode` decides where it is set.
 */
export function chooseOutputMode(request: ChatRequest, traits: ModelTraits): OutputMode {
  const { responseFormat: format, tools } = request;
  if (format === undefined || format.type === "text") return { kind: "none" };
  if (format.type === "json-object") return { kind: "instruction", format };
  const mode = anthropicOptionsOf(request)["structuredOutputMode"];
  const canHold =
    mode === "outputFormat" || (traits.constrainsBySchema && canConstrain(format.schema));
  if (canHold && mode !== "jsonTool") return { kind: "native", format };
  const isTaken =
    tools?.some((tool) => tool.type !== "raw" && tool.name === RESPONSE_TOOL) === true;
  const isObject = format.schema["type"] === "object" && !isTaken;
  return { kind: isObject ? "tool" : "instruction", format };
}
