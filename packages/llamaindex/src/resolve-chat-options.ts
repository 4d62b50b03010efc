import type { CometAPICallOptions, CometAPIChatOptions } from "./chat-options.ts";
import { type CallOptions, convertCallOptions } from "./convert/call-options.ts";

/**
 * The options of one call over those of the LLM. Both signals count; the LLM's `extraBody` is its
 * client's, so only the call's is among them.
 *
 * @throws CometAPIError `invalid-argument` for an unknown option, or a value that an option cannot have.
 */
export function resolveChatOptions(
  settings: CometAPIChatOptions,
  given?: CometAPICallOptions,
): CallOptions {
  const options = convertCallOptions(given);
  const signals = [settings.signal, options.signal].filter((signal) => signal !== undefined);
  return {
    ...settings,
    ...options,
    extraBody: options.extraBody,
    signal: signals.length > 1 ? AbortSignal.any(signals) : signals[0],
  };
}
