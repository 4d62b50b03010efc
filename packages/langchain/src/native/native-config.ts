import type { CometAPIClient } from "@cometapi/core";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { ChatParameters } from "../chat-parameters.ts";
import type { ParsedCallOptions } from "../chat-path.ts";

/** What a model of another package needs to speak to CometAPI. */
export interface NativeConfig {
  model: string;
  /** The root of the service. */
  baseURL: string;
  /** Sends with CometAPI's key; refusals are thrown as `CometAPIError`. */
  fetch: CometAPIClient["fetch"];
  /** Settings and options of the call, put together. */
  parameters: ChatParameters;
  options: ParsedCallOptions;
}

/** A model of another package, ready for one call. */
export interface NativeModel {
  model: BaseChatModel;
  options: BaseChatModel["ParsedCallOptions"];
}

/** LangChain's packages want a key before they send anything; core's `fetch` puts the real one. */
export const placeholderKey = "set-by-cometapi";
