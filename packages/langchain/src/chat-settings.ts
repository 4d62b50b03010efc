import type { ChatModelId, ModelTraitOverrides } from "@cometapi/core";
import type { BaseChatModelParams } from "@langchain/core/language_models/chat_models";
import type { ModelProfile } from "@langchain/core/language_models/profile";
import type { ChatParameters } from "./chat-parameters.ts";
import type { ConnectionSettings } from "./connection-settings.ts";

/** Settings of `ChatCometAPI` besides the model id. LangChain's own (`maxRetries`, `cache` …) included. */
export interface ChatCometAPIOptions
  extends BaseChatModelParams, ConnectionSettings, ChatParameters {
  /** Models tried in this order, before any output, when the requested one cannot be served. */
  fallbackModels?: readonly string[] | undefined;
  /**
   * How dear a fallback model may be, as a multiple of the requested model's price: 1 asks none that is
   * dearer. One of unknown price is not asked then. Default: no limit.
   */
  maxFallbackPriceRatio?: number | undefined;
  /**
   * Traits of models over those that `@cometapi/core` knows, by model id, as its setting of that name: for a model
   * that is newer than this package, or a server that treats a model otherwise.
   */
  modelTraits?: ModelTraitOverrides | undefined;
  /**
   * True streams inside `invoke` as well, so that callbacks see tokens. False turns streaming off
   * for `stream` too. Default: `stream` streams, `invoke` does not.
   */
  streaming?: boolean | undefined;
  /** What the model can do, over what this package knows of it. */
  profile?: ModelProfile | undefined;
}

/** Settings of `ChatCometAPI` in one object. */
export interface ChatCometAPISettings extends ChatCometAPIOptions {
  /** Model id as CometAPI knows it. A leading `cometapi/` is removed; any other string passes. */
  model: ChatModelId;
}
