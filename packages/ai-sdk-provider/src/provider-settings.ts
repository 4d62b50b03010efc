import {
  type ClientSettings,
  connectionRules,
  type JSONObject,
  settingRules,
  type SettingRules,
} from "@cometapi/core";

/**
 * Settings of {@link createCometAPI}. All are optional; names and types are checked at once, keys and
 * addresses when the first call reads them. How often a failed call is repeated is the AI SDK's to say: `maxRetries` of each call.
 */
export interface CometAPIProviderSettings extends Omit<ClientSettings, "maxRetries" | "userAgent"> {
  /** Whether streamed answers report their token usage. Default true. */
  includeUsage?: boolean | undefined;
  /**
   * Reads what else is worth knowing out of each chunk of an answer, or out of a whole answer, as it
   * came. What it returns is merged into `providerMetadata.cometapi`.
   */
  extractMetadata?: ((chunk: unknown) => JSONObject | undefined) | undefined;
  /** Makes ids of sources and the like. Default: `crypto.randomUUID`. */
  generateId?: (() => string) | undefined;
}

const { maxRetries: _ofEachCall, userAgent: _ofThisPackage, ...sharedRules } = connectionRules;

/** A rule for every setting of `createCometAPI`. */
export const providerSettingRules: SettingRules<CometAPIProviderSettings> = {
  ...sharedRules,
  includeUsage: settingRules.boolean,
  extractMetadata: settingRules.function,
  generateId: settingRules.function,
};
