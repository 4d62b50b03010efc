import type { JSONObject } from "../../../../json.ts";
import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { ChatRequest, ChatResponseFormat } from "../../../chat-request.ts";
import { createFormatInstruction } from "../../request/format-instruction.ts";
import { isStrictSchema } from "../../request/is-strict-schema.ts";
import type { RequestNotes } from "../../request/request-notes.ts";

/** How the response format is asked for. */
export interface ConvertedFormat {
  /** `response_format`. Undefined for free text, which is the default. */
  format?: JSONObject | undefined;
  /** An instruction that asks for the format in words. */
  instruction?: string | undefined;
}

/** The strictest response format that the model takes. If it does not take the given one, words ask for it. */
export function convertResponseFormat(
  { responseFormat }: ChatRequest,
  { structuredOutput = "json-schema", ignoredOptions }: ModelTraits,
  notes: RequestNotes,
): ConvertedFormat {
  if (responseFormat === undefined || responseFormat.type === "text") return {};
  const isTaken =
    structuredOutput === "json-schema" ||
    (structuredOutput === "json-object" && responseFormat.type === "json-object");
  if (!isTaken) {
    notes.formatInWords("structuredOutput");
    const format = structuredOutput === "json-object" ? JSON_OBJECT : undefined;
    return { format, instruction: createFormatInstruction(responseFormat) };
  }
  const format =
    responseFormat.type === "json-schema" ? convertSchemaFormat(responseFormat) : JSON_OBJECT;
  // A relay may ignore the field, so words ask for the format too.
  const isIgnored = ignoredOptions.includes("responseFormat");
  return { format, instruction: isIgnored ? createFormatInstruction(responseFormat) : undefined };
}

const JSON_OBJECT: JSONObject = { type: "json_object" };

/** A schema is strict if strict mode takes it, unless the caller says otherwise. */
function convertSchemaFormat(
  format: Extract<ChatResponseFormat, { type: "json-schema" }>,
): JSONObject {
  const { name = "response", description, schema, strict } = format;
  const isStrict = strict ?? (isStrictSchema(schema) ? true : undefined);
  return {
    type: "json_schema",
    json_schema: { name, description, schema: { ...schema }, strict: isStrict },
  };
}
