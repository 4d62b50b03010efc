import type { JSONObject } from "../../../../json.ts";
import { createFormatInstruction } from "../../request/format-instruction.ts";
import { isStrictSchema } from "../../request/is-strict-schema.ts";
import type { RequestContext } from "./request-context.ts";

/** How the response format is asked for. */
export interface ConvertedFormat {
  /** `text.format`. Undefined for free text, which is the default. */
  format?: JSONObject | undefined;
  /** An instruction that asks for the format, if the model does not take it otherwise. */
  instruction?: string;
}

/**
 * The strictest format that the model takes. A schema is strict if OpenAI takes it as strict. OpenAI refuses a schema
 * whose root is not an object, so it becomes an instruction.
 */
export function convertResponseFormat({
  request: { responseFormat },
  controls,
  traits: { structuredOutput = "json-schema" },
  notes,
}: RequestContext): ConvertedFormat {
  if (responseFormat === undefined || responseFormat.type === "text") return {};
  const isSchema = responseFormat.type === "json-schema";
  if (structuredOutput !== "none" && !isSchema) return { format: JSON_OBJECT };
  if (structuredOutput === "json-schema" && isSchema && isObject(responseFormat.schema)) {
    const { name = "response", description, schema, strict } = responseFormat;
    const isStrictWanted = strict ?? controls["strictJsonSchema"] !== false;
    const isStrict = isStrictWanted && isStrictSchema(schema);
    if (strict === true && !isStrict) notes.changed("responseFormat", NOT_STRICT);
    const type = "json_schema";
    const format = { type, name, description, schema: { ...schema }, strict: isStrict };
    return { format };
  }
  if (structuredOutput === "json-schema") notes.changed("responseFormat", NO_OBJECT);
  else notes.formatInWords("structuredOutput");
  const format = structuredOutput === "json-object" ? JSON_OBJECT : undefined;
  return { format, instruction: createFormatInstruction(responseFormat) };
}

const JSON_OBJECT: JSONObject = { type: "json_object" };
const NO_OBJECT =
  "The response format was asked for in words: OpenAI takes only schemas whose root is an object.";
const NOT_STRICT =
  "The schema was not sent as strict: it does not close every object and require every property, as OpenAI requires.";

function isObject({ type, anyOf }: Readonly<JSONObject>): boolean {
  return type === "object" && anyOf === undefined;
}
