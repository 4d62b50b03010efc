import type { ChatResponseFormat } from "../../chat-request.ts";

/** The format as one with a schema if any JSON is asked for and its form is known: for APIs that take the schema. */
export function preferSchema(
  format: ChatResponseFormat | undefined,
): ChatResponseFormat | undefined {
  return format?.type === "json-object" && format.schema !== undefined
    ? { type: "json-schema", schema: format.schema }
    : format;
}
