import { CometAPIClient, pickClientSettings } from "@cometapi/core";
import type { ChatCometAPIOptions } from "./chat-settings.ts";
import type { ConnectionSettings } from "./connection-settings.ts";
import { VERSION } from "./version.ts";

/**
 * The client behind a model. It neither retries nor waits for its turn by itself: LangChain's `caller`
 * does, and two owners would multiply.
 */
export function createClient(
  settings: ConnectionSettings &
    Pick<ChatCometAPIOptions, "api" | "fallbackModels" | "maxFallbackPriceRatio" | "modelTraits">,
): CometAPIClient {
  return new CometAPIClient({
    ...pickClientSettings(settings),
    maxRetries: 0,
    maxConcurrency: undefined,
    // A parameter of each request, which traces show.
    extraBody: undefined,
    userAgent: `langchain-cometapi/${VERSION}`,
  });
}
