import type { SharedV4ProviderMetadata } from "@ai-sdk/provider";
import type { Echo } from "@cometapi/core";
import { PROVIDER_KEY } from "../provider-options.ts";

/** Metadata of a part that has to go back with an echo. */
export interface EchoMetadata {
  providerMetadata?: SharedV4ProviderMetadata;
}

/** The echo of a part as metadata, where `convertAssistantMessage` finds it. */
export function convertEcho(echo: Echo | undefined): EchoMetadata {
  return echo === undefined ? {} : { providerMetadata: { [PROVIDER_KEY]: { echo: { ...echo } } } };
}
