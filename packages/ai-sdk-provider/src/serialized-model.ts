import { createModelConfig, type ModelConfig } from "./model-config.ts";
import type { CometAPIProviderSettings } from "./provider-settings.ts";

/** The settings that are kept in the state of a workflow. */
const SERIALIZED = [
  "baseURL",
  "timeout",
  "streamIdleTimeout",
  "fallbackModels",
  "maxFallbackPriceRatio",
  "extraBody",
  "modelTraits",
  "includeUsage",
  "includeCost",
  "tag",
  "maxConcurrency",
] as const satisfies (keyof CometAPIProviderSettings)[];

/**
 * A model as it is kept in the state of a workflow.
 *
 * It holds neither the key, nor headers (which may hold secrets), nor functions. The rebuilt model takes its key
 * from the environment.
 */
export interface SerializedModel {
  modelId: string;
  settings: Pick<CometAPIProviderSettings, (typeof SERIALIZED)[number]>;
}

/** A model as it is kept in the state of a workflow. */
export function serializeModel(modelId: string, { settings }: ModelConfig): SerializedModel {
  const kept = SERIALIZED.filter((name) => settings[name] !== undefined);
  return {
    modelId,
    settings: Object.fromEntries(kept.map((name) => [name, settings[name]])),
  };
}

/** The configuration of a kept model. */
export function deserializeConfig({ settings }: SerializedModel): ModelConfig {
  return createModelConfig(settings);
}
