import type { SharedV4ProviderOptions, SharedV4Warning } from "@ai-sdk/provider";
import { PROVIDER_KEY } from "../provider-options.ts";
import type { NativeAPI } from "./native-api.ts";

/** Options of `chat` that no package for a native format knows. */
const CHAT_ONLY = new Set([
  "audio",
  "extraBody",
  "fallbackModels",
  "includeUsage",
  "logitBias",
  "modalities",
]);

/**
 * The options of a call for a package that reads them under its own key only: what is said under
 * `cometapi` is said there too, and what is said there wins.
 */
export function convertNativeOptions(
  providerOptions: SharedV4ProviderOptions | undefined,
  { name, packageKey, defaultOptions }: NativeAPI,
): { providerOptions: SharedV4ProviderOptions; warnings: SharedV4Warning[] } {
  const { [PROVIDER_KEY]: own, ...others } = providerOptions ?? {};
  const entries = Object.entries(own ?? {});
  const dropped = entries.filter(([option]) => CHAT_ONLY.has(option));
  const passed = entries.filter(([option]) => !CHAT_ONLY.has(option));
  return {
    providerOptions: {
      ...others,
      [packageKey]: { ...defaultOptions, ...Object.fromEntries(passed), ...others[packageKey] },
    },
    warnings: dropped.map(([option]) => ({
      type: "unsupported",
      feature: `providerOptions.${PROVIDER_KEY}.${option}`,
      details: `It works with chat() only, and was not sent to ${name}().`,
    })),
  };
}
