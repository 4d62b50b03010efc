import { CometAPIError } from "../errors/comet-api-error.ts";
import type { Redactor } from "../errors/create-redactor.ts";

/**
 * The error for a request that got no response, or whose response broke off before any output.
 *
 * The cause is rebuilt from its message and code: what a custom `fetch` throws may hold the request.
 */
export function toConnectionError(error: unknown, url: string, redact: Redactor): CometAPIError {
  const detail = describe(error);
  // `fetch` refuses some ports by itself, before there is a connection that could fare better later.
  if (detail === "bad port") {
    return new CometAPIError({
      code: "base-url",
      message: redact(
        `${originOf(url)} has a port that \`fetch\` never connects to. Check \`baseURL\`.`,
      ),
      url: redact(url),
    });
  }
  return new CometAPIError({
    code: "connection",
    message: redact(
      `CometAPI could not be reached at ${originOf(url)}: ${detail}. ` +
        "Check the network and `baseURL`.",
    ),
    isRetryable: true,
    url: redact(url),
    cause: new Error(redact(detail)),
  });
}

/** The error for a response body that broke off; `detail` is an error or says in words how. */
export function toInterruptedError(detail: unknown): CometAPIError {
  return new CometAPIError({
    code: "stream-interrupted",
    message: `The answer was cut off before its end: ${describe(detail)}.`,
    isRetryable: true,
  });
}

/** The innermost reason: `fetch` wraps the one that says something. */
function describe(error: unknown): string {
  if (typeof error === "string") return error;
  if (!(error instanceof Error)) return "unknown reason";
  if (error.cause instanceof Error) return describe(error.cause);
  if (error instanceof AggregateError && error.errors.length > 0) return describe(error.errors[0]);
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  if (error.message === "") return code ?? error.name;
  return code === undefined || error.message.includes(code)
    ? error.message
    : `${error.message} (${code})`;
}

function originOf(url: string): string {
  return /^[a-z]+:\/\/[^/?#]+/i.exec(url)?.[0] ?? "the base URL";
}
