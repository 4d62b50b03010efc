import { readEnvironment } from "../config/read-environment.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import type { Redactor } from "../errors/create-redactor.ts";
import { invalidArgument } from "../errors/invalid-answer.ts";
import { describeCause } from "./describe-cause.ts";

/** The request that got no response. */
export interface FailedRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  redact: Redactor;
}

/** Codes of Node, Bun and Deno for a certificate that is not trusted. A retry cannot help. */
const CERTIFICATE_CODE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|HOSTNAME_MISMATCH|PATH_LENGTH_EXCEEDED/;

/** Codes for a host name that has no address. */
const UNKNOWN_NAME_CODE = /^(?:ENOTFOUND|EAI_AGAIN)$/;

/** The message of Node's `fetch` when a proxy asks for a password, for https and for http. */
const PROXY_PASSWORD = /proxy.*\(407\)/i;

/** Codes for a server that answers `https://` without TLS. */
const NO_TLS_CODE = /^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/;

/** Codes of Node's `fetch` for a request that it refuses to send. */
const UNUSABLE_REQUEST_CODE = /^UND_ERR_(?:INVALID_ARG|NOT_SUPPORTED|REQ_CONTENT_LENGTH_MISMATCH)$/;

/**
 * The error for a request that got no response: usually `connection`, which may be retried.
 *
 * The cause is rebuilt from its message and code, because what a custom `fetch` throws may hold the request.
 */
export function toConnectionError(error: unknown, request: FailedRequest): CometAPIError {
  const { url, headers, redact } = request;
  const { detail, code } = describeCause(error);
  const origin = originOf(url);
  const unusableHeader = findUnusableHeader(headers);
  if (unusableHeader !== undefined) {
    const option = unusableHeader === "user-agent" ? "userAgent" : "headers";
    return invalidArgument(
      `The header ${JSON.stringify(unusableHeader)} cannot be sent: its name or value holds a character ` +
        `that no HTTP header may hold, such as a line break or a letter outside Latin-1. Check \`${option}\`.`,
    );
  }
  if (UNUSABLE_REQUEST_CODE.test(code) && !PROXY_PASSWORD.test(detail)) {
    return invalidArgument(redact(`\`fetch\` refuses the request: ${detail}. Check \`headers\`.`));
  }
  // `fetch` refuses some ports before it connects, so a retry cannot help.
  if (detail === "bad port") {
    return wrongBaseURL(`${origin} has a port that \`fetch\` never connects to`, request);
  }
  if (NO_TLS_CODE.test(code)) {
    return wrongBaseURL(`${origin} does not speak TLS: its address begins with http://`, request);
  }
  const { remedy, isPermanent = false } = findRemedy(detail, code, url);
  return new CometAPIError({
    code: "connection",
    message: redact(`CometAPI could not be reached at ${origin}: ${detail}. ${remedy}`),
    isRetryable: !isPermanent,
    url: redact(url),
    cause: new Error(redact(detail)),
  });
}

/** What may fix a failure, and whether a retry is useless without it. */
interface Remedy {
  remedy: string;
  isPermanent?: boolean;
}

function findRemedy(detail: string, code: string, url: string): Remedy {
  if (PROXY_PASSWORD.test(detail)) {
    const remedy =
      "The proxy wants a user and a password in its address. Check `HTTPS_PROXY` and `HTTP_PROXY`.";
    return { remedy, isPermanent: true };
  }
  if (CERTIFICATE_CODE.test(code)) {
    const remedy =
      "Its certificate is not trusted: check `baseURL`, or make the certificate's issuer known to the runtime (in Node by `NODE_EXTRA_CA_CERTS` or `NODE_USE_SYSTEM_CA=1`).";
    return { remedy, isPermanent: true };
  }
  const cause = UNKNOWN_NAME_CODE.test(code)
    ? "The name was not found. Check `baseURL`, DNS and the network."
    : "Check the network and `baseURL`.";
  return { remedy: cause + describeProxy(url) };
}

/** The proxy that the environment names. Whether it is used depends on the runtime: Bun and Deno use it. */
function describeProxy(url: string): string {
  if (/^https?:\/\/(?:localhost|127\.|\[::1\])/.test(url)) return "";
  const scheme = url.startsWith("http:") ? "HTTP_PROXY" : "HTTPS_PROXY";
  const proxy = readEnvironment([scheme, scheme.toLowerCase()]);
  if (proxy === undefined) return "";
  return readEnvironment(["NODE_USE_ENV_PROXY"])?.value === "1"
    ? ` It went through the proxy that \`${proxy.name}\` names.`
    : ` \`${proxy.name}\` names a proxy: Node uses it only with \`NODE_USE_ENV_PROXY=1\`.`;
}

function wrongBaseURL(finding: string, { url, redact }: FailedRequest): CometAPIError {
  return new CometAPIError({
    code: "base-url",
    message: redact(`${finding}. Check \`baseURL\`.`),
    url: redact(url),
  });
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
