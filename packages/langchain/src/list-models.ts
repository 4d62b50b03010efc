import type { ListedModel } from "@cometapi/core";
import { type ConnectionSettings, createClient } from "./connection-settings.ts";

/**
 * The models that this key may use, with the APIs that serve each.
 *
 * @throws {CometAPIError} when the list cannot be read.
 */
export async function listModels(settings: ConnectionSettings = {}): Promise<ListedModel[]> {
  return createClient(settings).listModels();
}
