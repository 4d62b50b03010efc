/** A text API that CometAPI serves: OpenAI's Chat Completions and Responses, Anthropic's Messages, Google's Gemini. */
export type ChatApiName = "chat" | "responses" | "messages" | "gemini";

/**
 * Which text API carries a call. `auto` takes the one that loses nothing of what the model is for, as
 * the model's traits name it, and Chat Completions where the server does not serve the model by that.
 */
export type ChatApiSetting = ChatApiName | "auto";
