import type { ClientHooks } from "@cometapi/core";
import type { Printer } from "@cometapi/terminal";

/** Hooks that print what core does: requests, responses, retries and fallbacks. */
export function createHooks(printer: Printer): ClientHooks {
  const print = (text: string): void => printer.line(`  ${text}`, "magenta");
  return {
    onRequest: ({ method, url, attempt }) =>
      print(`${method} ${url}${attempt === 0 ? "" : ` (attempt ${attempt + 1})`}`),
    onResponse: ({ status, durationMs, requestId }) =>
      print(
        `${status} after ${Math.round(durationMs)} ms` +
          (requestId === undefined ? "" : `, request id ${requestId}`),
      ),
    onRetry: ({ delayMs, error }) =>
      print(`again in ${Math.round(delayMs)} ms, because: ${error.message}`),
    onFallback: ({ fromModel, toModel, error }) =>
      print(`${toModel} instead of ${fromModel}, because: ${error.message}`),
  };
}
