import {
  type ClientSettings,
  connectionRules,
  type JSONObject,
  settingRules,
  type SettingRules,
} from "@cometapi/core";

/**
 * Settings of {@link createCometAPI}. All are optional. Names and types are checked at once, the key and the base
 * URL with the first call. How often a failed call is repeated is an option of the AI SDK's calls: `maxRetries`.
 */
export interface CometAPIProviderSettings extends Omit<ClientSettings, "maxRetries" | "userAgent"> {
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

const { maxRetries: _ofEachCall, userAgent: _ofThisPackage, ...sharedRules } = connectionRules;

/** A rule for every setting of {@link createCometAPI}. */
export const providerSettingRules: SettingRules<CometAPIProviderSettings> = {
  ...sharedRules,
  includeUsage: settingRules.boolean,
  extractMetadata: settingRules.function,
  generateId: settingRules.function,
};
