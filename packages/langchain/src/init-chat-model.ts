/**
 * `initChatModel` imports this module by its address and takes the class from it.
 *
 * @public
 */
export { ChatCometAPI } from "./chat-model.ts";

/**
 * Adds CometAPI to the providers of LangChain's `initChatModel`. LangChain has no function for this, but its
 * list of providers is a plain object.
 *
 * ```ts
 * import { initChatModel } from "langchain";
 * import { MODEL_PROVIDER_CONFIG } from "langchain/chat_models/universal";
 *
 * addToModelProviders(MODEL_PROVIDER_CONFIG);
 * const model = await initChatModel("gpt-5-mini", { modelProvider: "cometapi" });
 * ```
 *
 * The provider must be given as `modelProvider`, not as a prefix of the id: LangChain reads the names in its
 * list once, before this can add one.
 */
export function addToModelProviders(providers: object): void {
  const cometapi = { package: import.meta.url, className: "ChatCometAPI" };
  Object.assign(providers, { cometapi });
}
