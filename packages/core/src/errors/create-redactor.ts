/** Removes secrets from a text. */
export type Redactor = (text: string) => string;

const REPLACEMENT = "[redacted]";

/** Anything that looks like a key, whole or masked in the middle as some vendors repeat it. */
const KEY_LIKE = /\bsk-[A-Za-z0-9_-]*(?:\*+[A-Za-z0-9_-]*|[A-Za-z0-9_-]{8,})/g;

/** Shorter texts are not removed: they occur by chance and are not secrets. */
const SHORTEST_SECRET = 4;

/** The shortest key without its prefix that is removed. A shorter one may be an ordinary word. */
const SHORTEST_KEY_REST = 8;

const KEY_PREFIX = "sk-";

/**
 * Makes a function that removes these secrets, in plain, URL-encoded and base64 form, and everything
 * that looks like an API key. It also removes a key without its prefix `sk-`: new-api stores and names keys
 * in this form.
 */
export function createRedactor(secrets: readonly (string | undefined)[]): Redactor {
  // A set, because most keys look the same in all forms but base64.
  const forms = new Set(secrets.flatMap(withoutPrefix).flatMap(formsOf));
  return (text) => {
    let clean = text;
    for (const form of forms) clean = clean.replaceAll(form, REPLACEMENT);
    return clean.replace(KEY_LIKE, REPLACEMENT);
  };
}

/** The secret, and the secret without its prefix, the longest first. */
function withoutPrefix(secret: string | undefined): string[] {
  if (secret === undefined || secret.length < SHORTEST_SECRET) return [];
  const rest = secret.startsWith(KEY_PREFIX) ? secret.slice(KEY_PREFIX.length) : "";
  return rest.length < SHORTEST_KEY_REST ? [secret] : [secret, rest];
}

function formsOf(secret: string): string[] {
  return [secret, encodeURIComponent(secret), btoa(secret), JSON.stringify(secret).slice(1, -1)];
}

/** Removes what looks like a key. For use where the key itself is not known. */
export const redactKeyLike: Redactor = createRedactor([]);

/** Headers without secrets. The whole value of a cookie is removed. */
export function redactHeaders(
  headers: Readonly<Record<string, string>>,
  redact: Redactor,
): Record<string, string> {
  // Headers seldom hold a secret. One search in all of them joined is the fastest way to see that.
  const all = Object.values(headers).join("\n");
  if (redact(all) === all && !("set-cookie" in headers)) return { ...headers };
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name === "set-cookie" ? REPLACEMENT : redact(value),
    ]),
  );
}

/** The most characters of a body that an error keeps. */
const MAX_BODY_LENGTH = 16_384;

/** The beginning of a body without secrets. It is cut last, because half of a key would not be recognized. */
export function redactBody(body: string, redact: Redactor): string {
  return redact(body.slice(0, 2 * MAX_BODY_LENGTH)).slice(0, MAX_BODY_LENGTH);
}
