import {
  type ClientSettings,
  connectionRules,
  type JSONObject,
  omitRules,
  settingRules,
  type SettingRules,
} from "@cometapi/core";

/** Settings of core that the AI SDK gives with each call, or that this package sets. */
const omitted = ["maxRetries", "userAgent"] as const;

/**
 * Settings of {@link createCometAPI}. All are optional. Names and types are checked at once, the key and the base
 * URL with the first call. How often a failed call is repeated is an option of the AI SDK's calls: `maxRetries`.
 */
export interface CometAPIProviderSettings extends Omit<ClientSettings, (typeof omitted)[number]> {
  /** Whether streamed answers report their token usage. Default true. */
  includeUsage?: boolean | undefined;
  /**
   * Gets each chunk of a streamed answer, or the whole answer, as the API sent it. What it returns is merged
   * into `providerMetadata.cometapi`.
   */
  extractMetadata?: ((chunk: unknown) => JSONObject | undefined) | undefined;
  /** Makes the ids of sources. Default: `crypto.randomUUID`. */
  generateId?: (() => string) | undefined;
}

/** A rule for every setting of {@link createCometAPI}. */
export const providerSettingRules: SettingRules<CometAPIProviderSettings> = {
  ...omitRules(connectionRules, omitted),
  includeUsage: settingRules.boolean,
  extractMetadata: settingRules.function,
  generateId: settingRules.function,
};
