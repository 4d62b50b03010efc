import {
  type ClientSettings,
  CometAPIClient,
  connectionRules,
  pickClientSettings,
  type SettingRules,
  settingRules,
} from "@cometapi/core";
import type { AsyncCallerParams } from "@langchain/core/utils/async_caller";
import { VERSION } from "./version.ts";

/** Settings of core's client that only chat models have. */
export type ChatClientSettings = Pick<
  ClientSettings,
  "fallbackModels" | "maxFallbackPriceRatio" | "modelTraits"
>;

/** Settings of core's client that LangChain's `caller` replaces, and those that are parameters of a chat. */
type NotHere = "maxRetries" | "maxConcurrency" | "onRetry" | "userAgent" | "api" | "extraBody";

/** How to reach CometAPI: the settings that `ChatCometAPI` and `CometAPIEmbeddings` share. */
export type ConnectionSettings = Omit<ClientSettings, NotHere | keyof ChatClientSettings>;

const {
  maxRetries,
  maxConcurrency: _maxConcurrency,
  onRetry: _onRetry,
  userAgent: _userAgent,
  api: _api,
  extraBody: _extraBody,
  fallbackModels,
  maxFallbackPriceRatio,
  modelTraits,
  ...rules
} = connectionRules;

/** A rule for every connection setting. */
export const connectionSettingRules: SettingRules<ConnectionSettings> = rules;

/** A rule for every setting of {@link ChatClientSettings}. */
export const chatClientRules: SettingRules<ChatClientSettings> = {
  fallbackModels,
  maxFallbackPriceRatio,
  modelTraits,
};

/** A rule for every setting of LangChain's `caller`. */
export const callerRules: SettingRules<AsyncCallerParams> = {
  maxConcurrency: settingRules.number,
  maxRetries,
  onFailedAttempt: settingRules.function,
};

/**
 * The client behind a model. It neither retries nor limits concurrency: LangChain's `caller` does both, and
 * the attempts of two owners would multiply.
 */
export function createClient(
  settings: ConnectionSettings & ChatClientSettings & Pick<ClientSettings, "api">,
): CometAPIClient {
  return new CometAPIClient({
    ...pickClientSettings(settings),
    maxRetries: 0,
    maxConcurrency: undefined,
    // It is sent with each request instead, so that traces show it.
    extraBody: undefined,
    userAgent: `langchain-cometapi/${VERSION}`,
  });
}
