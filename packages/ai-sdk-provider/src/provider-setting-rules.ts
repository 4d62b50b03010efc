import { connectionRules, settingRules, type SettingRules } from "@cometapi/core";
import type { CometAPIProviderSettings } from "./provider-settings.ts";

const { maxRetries: _ofEachCall, userAgent: _ofThisPackage, ...sharedRules } = connectionRules;

/** A rule for every setting of `createCometAPI`. */
export const providerSettingRules: SettingRules<CometAPIProviderSettings> = {
  ...sharedRules,
  includeUsage: settingRules.boolean,
  foldDeltas: settingRules.boolean,
  extractMetadata: settingRules.function,
  generateId: settingRules.function,
};
