import type { SharedV4ProviderOptions } from "@ai-sdk/provider";
import type { JSONObject, VendorOptions } from "@cometapi/core";
import { PROVIDER_KEY } from "../provider-options.ts";
import { convertJSONObject } from "./json.ts";

/** The options that a call, a part or a tool gives under vendors' names. Core gives each API its vendor's. */
export function convertVendorOptions(
  providerOptions: SharedV4ProviderOptions | undefined,
): VendorOptions | undefined {
  if (providerOptions === undefined) return undefined;
  const options: Record<string, JSONObject> = {};
  for (const [vendor, given] of Object.entries(providerOptions)) {
    if (vendor !== PROVIDER_KEY) options[vendor] = convertJSONObject(given);
  }
  return Object.keys(options).length === 0 ? undefined : options;
}
