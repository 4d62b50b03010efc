import {
  type ClientSettings,
  CometAPIClient,
  connectionRules,
  omitRules,
  pickClientSettings,
  type SettingRules,
  settingRules,
} from "@cometapi/core";
import type { AsyncCallerParams } from "@langchain/core/utils/async_caller";
import { VERSION } from "./version.ts";

/** Settings of core's client that only `ChatCometAPI` has. */
const ofChats = ["fallbackModels", "maxFallbackPriceRatio", "modelTraits"] as const;

/** Settings of core's client that LangChain's `caller` replaces, that this package sets, or that are parameters. */
const omitted = [
  "maxRetries",
  "maxConcurrency",
  "onRetry",
  "userAgent",
  "api",
  "extraBody",
] as const;

/** Settings of `ChatCometAPI` for fallback models and for what is known about models. */
export type ChatClientSettings = Pick<ClientSettings, (typeof ofChats)[number]>;

/** How to reach CometAPI: the settings that `ChatCometAPI` and `CometAPIEmbeddings` share. */
export type ConnectionSettings = Omit<ClientSettings, (typeof omitted | typeof ofChats)[number]>;

/** A rule for every setting of {@link ChatClientSettings}. */
export const chatClientRules: SettingRules<ChatClientSettings> = {
  fallbackModels: connectionRules.fallbackModels,
  maxFallbackPriceRatio: connectionRules.maxFallbackPriceRatio,
  modelTraits: connectionRules.modelTraits,
};

/** A rule for every setting of {@link ConnectionSettings}. */
export const connectionSettingRules: SettingRules<ConnectionSettings> = omitRules(connectionRules, [
  ...omitted,
  ...ofChats,
]);

/** A rule for every setting of LangChain's `caller`. */
export const callerRules: SettingRules<AsyncCallerParams> = {
  maxConcurrency: settingRules.number,
  maxRetries: connectionRules.maxRetries,
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
