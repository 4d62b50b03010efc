import { CometAPIClient } from "@cometapi/core";
import type { CometAPIProviderSettings } from "./provider-settings.ts";
import { VERSION } from "./version.ts";

/** What a provider gives each of its models. */
export interface ModelConfig {
  client: CometAPIClient;
  settings: CometAPIProviderSettings;
  generateId: () => string;
}

/** The configuration of all models of a provider. Nothing is read or checked yet. */
export function createModelConfig(settings: CometAPIProviderSettings): ModelConfig {
  const { generateId = createUUID, ...shared } = settings;
  const client = new CometAPIClient({
    ...shared,
    // The AI SDK repeats failed calls itself, and two owners would multiply.
    maxRetries: 0,
    userAgent: `ai-sdk-cometapi/${VERSION}`,
  });
  return { client, settings, generateId };
}

// Browsers refuse to call it without its object.
function createUUID(): string {
  return crypto.randomUUID();
}
