import type { ChatApiName } from "../chat/chat-api-name.ts";
import type { ModelTraits } from "./model-traits.ts";

/**
 * Whether a model's answers are held to a JSON Schema on an API, so that nothing else need be done for
 * structured output. Undefined where nobody has said so.
 */
export function holdsToSchema(traits: ModelTraits, api: ChatApiName): boolean | undefined {
  const { constrainsBySchema, structuredOutput, ignoredOptions } = traits;
  if (api === "messages") return constrainsBySchema ? true : undefined;
  if (api === "chat" && ignoredOptions.includes("responseFormat")) return false;
  return structuredOutput === undefined ? undefined : structuredOutput === "json-schema";
}
