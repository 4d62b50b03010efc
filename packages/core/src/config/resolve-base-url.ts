import { CometAPIError } from "../errors/comet-api-error.ts";
import { readEnvironment } from "./read-environment.ts";

/** Environment variables in which a base URL is looked for, in this order. */
export const BASE_URL_VARIABLES = ["COMETAPI_BASE_URL", "COMETAPI_API_BASE"] as const;

/** CometAPI's own address. */
export const DEFAULT_BASE_URL = "https://api.cometapi.com";

/** A path that people paste with the host: the version, with or without an endpoint behind it. */
const ENDPOINT = /\/(?:v1|v1beta)(?:\/.*)?$/;

/**
 * The root of the service, without a trailing slash: the setting if it is not blank, else the
 * environment's, else {@link DEFAULT_BASE_URL}.
 *
 * A bare host, `…/v1` and a full endpoint address all give the same root; a path in front of `/v1`
 * (a proxy's) is kept.
 *
 * @throws {@link CometAPIError} `base-url` for anything but an absolute `http:` or `https:` URL, and
 * for one with credentials, a query or a fragment.
 */
export function resolveBaseURL(setting: string | undefined): string {
  const given = setting?.trim();
  const text =
    given === undefined || given === ""
      ? (readEnvironment(BASE_URL_VARIABLES)?.value ?? DEFAULT_BASE_URL)
      : given;
  if (resolved?.text === text) return resolved.root;
  const root = findRoot(text);
  resolved = { text, root };
  return root;
}

/** The latest address and its root: every call asks, nearly always for the same. */
let resolved: { text: string; root: string } | undefined;

function findRoot(text: string): string {
  const url = parseURL(withScheme(text));
  if (url === undefined) throw refusal("is not a URL");
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw refusal("must begin with https:// or http://");
  }
  if (url.username !== "" || url.password !== "") {
    throw refusal("must not hold a user name or password: the key belongs in `apiKey`");
  }
  if (url.search !== "" || text.includes("?")) throw refusal("must not have a query (`?…`)");
  if (url.hash !== "" || text.includes("#")) throw refusal("must not have a fragment (`#…`)");
  const path = withoutEndSlashes(withoutEndSlashes(url.pathname).replace(ENDPOINT, ""));
  return url.origin + path;
}

/** The text as a URL. A host without a scheme gets `https`, or `http` if it is this machine. */
function withScheme(text: string): string {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return text;
  return /^(?:localhost|127\.|\[::1\])/i.test(text) ? `http://${text}` : `https://${text}`;
}

/** Without a regular expression: one takes quadratic time for many slashes that are not at the end. */
function withoutEndSlashes(path: string): string {
  let end = path.length;
  while (path.endsWith("/", end)) end -= 1;
  return path.slice(0, end);
}

function parseURL(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

// The text itself is not repeated: a mistaken base URL often is a secret.
function refusal(reason: string): CometAPIError {
  return new CometAPIError({
    code: "base-url",
    message:
      `The CometAPI base URL ${reason}. Check \`baseURL\` or ${BASE_URL_VARIABLES[0]}; ` +
      `the default is ${DEFAULT_BASE_URL}.`,
  });
}
