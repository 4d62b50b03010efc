import type { ListedModel } from "@cometapi/core";
import type { ConnectionSettings } from "./connection-settings.ts";
import { createClient } from "./connection-settings.ts";

/**
 * The models this key may use, with the APIs that serve each.
 *
 * @throws {CometAPIError}
 */
export async function listModels(settings: ConnectionSettings = {}): Promise<ListedModel[]> {
  return createClient(settings).listModels();
}
