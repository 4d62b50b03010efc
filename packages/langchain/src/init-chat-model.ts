/**
 * `initChatModel` finds the class by this module's own address.
 *
 * @public
 */
export { ChatCometAPI } from "./chat-model.ts";

/**
 * Makes CometAPI known to LangChain's `initChatModel`, which has no door for other providers: its list
 * is a plain object that this adds to.
 *
 * ```ts
 * import { initChatModel } from "langchain";
 * import { MODEL_PROVIDER_CONFIG } from "langchain/chat_models/universal";
 *
 * addToModelProviders(MODEL_PROVIDER_CONFIG);
 * const model = await initChatModel("gpt-5-mini", { modelProvider: "cometapi" });
 * ```
 *
 * The provider must be given as `modelProvider`, not as a prefix of the id: LangChain reads the names
 * of its list once, before this can add one.
 */
export function addToModelProviders(providers: object): void {
  const cometapi = { package: import.meta.url, className: "ChatCometAPI" };
  Object.assign(providers, { cometapi });
}
