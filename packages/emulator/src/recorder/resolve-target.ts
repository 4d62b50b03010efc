const usualTarget = "https://api.cometapi.com";

/** The root of the service to record. Throws a `TypeError` for what is none. */
export function resolveTarget(target: string = usualTarget): URL {
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (url === undefined || !/^https?:$/u.test(url.protocol)) {
    throw new TypeError(`target must be an address such as ${usualTarget}, not "${target}".`);
  }
  if (url.username !== "" || url.password !== "" || url.search !== "") {
    throw new TypeError("target must be an address without a key; callers send their own.");
  }
  if (/\/v1(?:beta)?\/?$/u.test(url.pathname)) {
    throw new TypeError(
      `target must be the root without ${url.pathname}: callers add that themselves.`,
    );
  }
  return url;
}
