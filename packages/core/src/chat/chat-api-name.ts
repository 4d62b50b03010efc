/** The text APIs that CometAPI serves. */
export const CHAT_API_NAMES = ["chat", "responses", "messages", "gemini"] as const;

/** A text API that CometAPI serves: OpenAI's Chat Completions and Responses, Anthropic's Messages, Google's Gemini. */
export type ChatApiName = (typeof CHAT_API_NAMES)[number];

/**
 * Which text API carries a call. `auto` takes the API that the model's traits name: the one in which nothing
 * of the model's answers is lost. Where the server does not serve the model by that API, `auto` takes Chat
 * Completions.
 */
export type ChatApiSetting = ChatApiName | "auto";

/** Whether a value is the name of a text API. */
export function isChatApiName(value: unknown): value is ChatApiName {
  return CHAT_API_NAMES.some((name) => name === value);
}
