import type { JSONObject } from "../../../json.ts";
import type { ModelTraits } from "../../../models/model-traits.ts";
import type { ChatRequest, ChatWarning } from "../../chat-request.ts";
import { createFormatInstruction } from "../format-instruction.ts";
import { isStrictSchema } from "../is-strict-schema.ts";

/** How the form of the answer is asked for. */
export interface TextFormat {
  /** `text.format`; undefined for free text, which is the default. */
  format: JSONObject | undefined;
  /** What has to be said in words, because the model or the API knows no other means. */
  instruction: string | undefined;
}

/**
 * The strictest form that the model takes. A schema is enforced where it may be; one whose root is no
 * object is refused by OpenAI and asked for in words.
 *
 * @param isStrictWanted `vendorOptions.openai.strictJsonSchema`.
 */
export function convertTextFormat(
  { model, responseFormat }: ChatRequest,
  { structuredOutput = "json-schema", reasons }: ModelTraits,
  isStrictWanted: boolean | undefined,
  warnings: ChatWarning[],
): TextFormat {
  if (responseFormat === undefined || responseFormat.type === "text") return FREE_TEXT;
  const isSchema = responseFormat.type === "json-schema";
  if (structuredOutput !== "none" && !isSchema)
    return { format: JSON_OBJECT, instruction: undefined };
  if (structuredOutput === "json-schema" && isSchema && isObject(responseFormat.schema)) {
    const { name = "response", description, schema, strict = isStrictWanted } = responseFormat;
    const isStrict = strict !== false && isStrictSchema(schema);
    if (strict === true && !isStrict) warnings.push(notStrict());
    const described = description === undefined ? {} : { description };
    const format = { type: "json_schema", name, ...described, schema: { ...schema } };
    return { format: { ...format, strict: isStrict }, instruction: undefined };
  }
  const reason = structuredOutput === "json-schema" ? ROOT_REASON : reasons.structuredOutput;
  const message = `${model} does not take this response format; it was asked for in words.`;
  warnings.push({
    option: "responseFormat",
    action: "changed",
    message: reason === undefined ? message : `${message} ${reason}`,
  });
  const format = structuredOutput === "json-object" ? JSON_OBJECT : undefined;
  return { format, instruction: createFormatInstruction(responseFormat) };
}

const FREE_TEXT: TextFormat = { format: undefined, instruction: undefined };
const JSON_OBJECT: JSONObject = { type: "json_object" };
const ROOT_REASON = "OpenAI takes only schemas whose root is an object.";

function isObject({ type, anyOf }: Readonly<JSONObject>): boolean {
  return type === "object" && anyOf === undefined;
}

function notStrict(): ChatWarning {
  return {
    option: "responseFormat",
    action: "changed",
    message:
      "The schema was not sent as strict: it does not close every object and require every property, as OpenAI wants it.",
  };
}
