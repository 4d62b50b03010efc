import type { ChatApiName } from "../chat/chat-api-name.ts";
import type { ModelTraits } from "./model-traits.ts";

/**
 * Whether an API enforces a JSON Schema on a model's answers, so that structured output needs nothing else.
 * Undefined where this is not known.
 */
export function enforcesSchema(traits: ModelTraits, api: ChatApiName): boolean | undefined {
  const { enforcesSchemaOnMessages, structuredOutput, ignoredOptions } = traits;
  if (api === "messages") return enforcesSchemaOnMessages ? true : undefined;
  if (api === "chat" && ignoredOptions.includes("responseFormat")) return false;
  return structuredOutput === undefined ? undefined : structuredOutput === "json-schema";
}
