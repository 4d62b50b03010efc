/** The text APIs that CometAPI serves. */
export const CHAT_API_NAMES = ["chat", "responses", "messages", "gemini"] as const;

/** A text API that CometAPI serves: OpenAI's Chat Completions and Responses, Anthropic's Messages, Google's Gemini. */
export type ChatApiName = (typeof CHAT_API_NAMES)[number];

/**
 * Which text API carries a call. `auto` takes the one that loses nothing of what the model is for, as
 * the model's traits name it, and Chat Completions where the server does not serve the model by that.
 */
export type ChatApiSetting = ChatApiName | "auto";
