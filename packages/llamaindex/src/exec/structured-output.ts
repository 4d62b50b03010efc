import { findJSONAnswers } from "@cometapi/core";
import { isZodSchema, safeParseSchema, type ZodInfer, type ZodSchema } from "@llamaindex/core/zod";
import { findFormatSchema } from "../convert/response-format.ts";

/** A structured answer, or why it does not fit its schema. */
export interface Structured<T> {
  object?: T | undefined;
  complaint?: string | undefined;
}

/** The structured answer in a text, also in a fence, within words or wrapped in another object. */
export function parseStructured<Z extends ZodSchema>(
  format: Z | object,
  text: string,
): Structured<ZodInfer<Z>> {
  const answers = findJSONAnswers(text).map((value) => fitStructured(format, value));
  const fitting = answers.find(({ complaint }) => complaint === undefined);
  return fitting ?? answers[0] ?? { complaint: "The answer is not JSON." };
}

/** A value as a `responseFormat` wants it. Of a JSON Schema only the type is checked. */
export function fitStructured<Z extends ZodSchema>(
  format: Z | object,
  value: unknown,
): Structured<ZodInfer<Z>> {
  if (!isZodSchema(format)) {
    return isOfKind(format, value)
      ? { object: value }
      : { complaint: "The answer is not what the schema describes." };
  }
  const parsed = safeParseSchema(format, value);
  return parsed.success ? { object: parsed.data } : { complaint: describe(parsed.error) };
}

/** What a schema says, of zod 3 as of zod 4. */
interface Complaints {
  issues: readonly { path: readonly PropertyKey[]; message: string }[];
}

function describe({ issues }: Complaints): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join(".")}: ${message}`))
    .join("; ");
}

// What a JSON Schema demands besides its type is not checked here, and has no type in TypeScript.
function isOfKind<Z extends ZodSchema>(format: Z | object, value: unknown): value is ZodInfer<Z> {
  const { type = "object" } = findFormatSchema(format) ?? {};
  return [type]
    .flat()
    .some((kind) => (kind === "integer" ? Number.isInteger(value) : kind === kindOf(value)));
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
