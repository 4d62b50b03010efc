// Shorter texts are not keys, and occur in many sentences.
const minimumLength = 6;

const secretName =
  /authorization|api[-_]?key|access[-_]?token|auth[-_]?token|refresh[-_]?token|secret|password|cookie/iu;

/** Whether a header, a query parameter or a field of this name holds a key, a token or a cookie. */
export function isSecretName(name: string): boolean {
  return secretName.test(name) || /^(?:key|token|sig|signature)$/iu.test(name);
}

/** The keys in the named values of a request: its headers and its query parameters. */
export function findNamedSecrets(pairs: Iterable<readonly [string, string]>): string[] {
  return [...pairs]
    .filter(([name]) => isSecretName(name))
    .map(([, value]) => value.replace(/^(?:bearer|basic)\s+/iu, "").trim())
    .filter((value) => value.length >= minimumLength);
}

/** The keys in a JSON value: texts in fields whose names say so, such as the token of an MCP server. */
export function findSecretFields(value: unknown, name = ""): string[] {
  // `key` alone is an everyday name in a body.
  if (typeof value === "string")
    return secretName.test(name) ? findNamedSecrets([[name, value]]) : [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => findSecretFields(item, name));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([field, content]: [string, unknown]) =>
    findSecretFields(content, field),
  );
}
