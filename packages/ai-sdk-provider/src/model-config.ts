import { CometAPIClient, pickClientSettings } from "@cometapi/core";
import type { CometAPIProviderSettings } from "./provider-settings.ts";
import { VERSION } from "./version.ts";

/** What all models of a provider share. */
export interface ModelConfig {
  client: CometAPIClient;
  settings: CometAPIProviderSettings;
  generateId: () => string;
}

/** The configuration of a provider's models. Nothing is read or checked yet. */
export function createModelConfig(settings: CometAPIProviderSettings): ModelConfig {
  const { generateId = createUUID } = settings;
  const client = new CometAPIClient({
    ...pickClientSettings(settings),
    // The AI SDK repeats failed calls itself, and the attempts of two owners would multiply.
    maxRetries: 0,
    userAgent: `ai-sdk-cometapi/${VERSION}`,
  });
  return { client, settings, generateId };
}

// In browsers `randomUUID` fails if it is called without `crypto` before it.
function createUUID(): string {
  return crypto.randomUUID();
}
