import { CometAPIError } from "../errors/comet-api-error.ts";
import type { Redactor } from "../errors/create-redactor.ts";
import { invalidArgument } from "../errors/invalid-answer.ts";

/** The request that got no response. */
export interface FailedRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  redact: Redactor;
}

/** Codes of Node, Bun and Deno for a server whose certificate proves nothing. Trying again proves no more. */
const CERTIFICATE_CODE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|HOSTNAME_MISMATCH|PATH_LENGTH_EXCEEDED/;

/** Codes of a server that answers `https://` without TLS. */
const NO_TLS_CODE = /^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/;

/** Codes of Node's `fetch` for a request that it does not send as it is. */
const UNUSABLE_REQUEST_CODE = /^UND_ERR_(?:INVALID_ARG|NOT_SUPPORTED|REQ_CONTENT_LENGTH_MISMATCH)$/;

/**
 * The error for a request that got no response: `connection` as a rule, which may pass.
 *
 * The cause is rebuilt from its message and code: what a custom `fetch` throws may hold the request.
 */
export function toConnectionError(error: unknown, request: FailedRequest): CometAPIError {
  const { url, headers, redact } = request;
  const { detail, code } = describe(error);
  const origin = originOf(url);
  const unusableHeader = findUnusableHeader(headers);
  if (unusableHeader !== undefined) {
    const option = unusableHeader === "user-agent" ? "userAgent" : "headers";
    return invalidArgument(
      `The header ${JSON.stringify(unusableHeader)} cannot be sent: its name or value holds a character ` +
        `that no HTTP header may hold, such as a line break or a letter outside Latin-1. Check \`${option}\`.`,
    );
  }
  if (UNUSABLE_REQUEST_CODE.test(code)) {
    return invalidArgument(redact(`\`fetch\` refuses the request: ${detail}. Check \`headers\`.`));
  }
  // `fetch` refuses some ports by itself, before there is a connection that could fare better later.
  if (detail === "bad port") {
    return wrongBaseURL(`${origin} has a port that \`fetch\` never connects to`, request);
  }
  if (NO_TLS_CODE.test(code)) {
    return wrongBaseURL(`${origin} does not speak TLS: its address begins with http://`, request);
  }
  const isCertificate = CERTIFICATE_CODE.test(code);
  return new CometAPIError({
    code: "connection",
    message: redact(
      `CometAPI could not be reached at ${origin}: ${detail}. ` +
        (isCertificate
          ? "Its certificate is not trusted: check `baseURL`, or make the certificate's issuer known to the runtime (in Node by `NODE_EXTRA_CA_CERTS`)."
          : "Check the network and `baseURL`."),
    ),
    isRetryable: !isCertificate,
    url: redact(url),
    cause: new Error(redact(detail)),
  });
}

function wrongBaseURL(finding: string, { url, redact }: FailedRequest): CometAPIError {
  return new CometAPIError({
    code: "base-url",
    message: redact(`${finding}. Check \`baseURL\`.`),
    url: redact(url),
  });
}

/** The error for a response body that broke off; `detail` is an error or says in words how. */
export function toInterruptedError(detail: unknown): CometAPIError {
  return new CometAPIError({
    code: "stream-interrupted",
    message: `The answer was cut off before its end: ${describe(detail).detail}.`,
    isRetryable: true,
  });
}

/** How deep causes are followed. `fetch` wraps the reason once or twice; a chain may be a circle. */
const MAX_CAUSES = 10;

/** The innermost reason, because `fetch` wraps the one that says something, and its code or "". */
function describe(error: unknown): { detail: string; code: string } {
  if (typeof error === "string") return { detail: error, code: "" };
  let reason: unknown = error;
  for (let depth = 0; depth < MAX_CAUSES; depth += 1) reason = innerReason(reason) ?? reason;
  if (!(reason instanceof Error)) return { detail: "unknown reason", code: "" };
  const code = "code" in reason && typeof reason.code === "string" ? reason.code : "";
  if (reason.message === "") return { detail: code === "" ? reason.name : code, code };
  const isSaid = reason.message.includes(code);
  return { detail: isSaid ? reason.message : `${reason.message} (${code})`, code };
}

function innerReason(error: unknown): Error | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.cause instanceof Error) return error.cause;
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return first instanceof Error ? first : undefined;
}

/** The name of the first header that the platform refuses. */
function findUnusableHeader(headers: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(headers).find(([name, value]) => !isUsable(name, value))?.[0];
}

function isUsable(name: string, value: string): boolean {
  try {
    return new Headers([[name, value]]).has(name);
  } catch {
    return false;
  }
}

function originOf(url: string): string {
  return /^[a-z]+:\/\/[^/?#]+/i.exec(url)?.[0] ?? "the base URL";
}
