import type { CometAPIClient } from "@cometapi/core";
import type { CometAPIProviderSettings } from "./provider-settings.ts";

/** What a provider gives each of its models. */
export interface ModelConfig {
  client: CometAPIClient;
  settings: CometAPIProviderSettings;
  generateId: () => string;
}
