import type { Fault } from "./fault.ts";

const usualFrames = 3;

type Options = ReadonlyMap<string, string>;
type FaultReader = (value: string | undefined, options: Options) => Fault;

const readers: Readonly<Record<string, FaultReader>> = {
  status: (value, options) => readStatus(value ?? "", options),
  delay: (value) => ({ kind: "delay", milliseconds: readDuration("delay", value) }),
  stall: (_value, options) => ({
    kind: "stall",
    afterFrames: readFrames(options),
    ...(options.has("keep-alive")
      ? { keepAliveMs: readDuration("keep-alive", options.get("keep-alive")) }
      : {}),
  }),
  cut: (_value, options) => ({ kind: "cut", afterFrames: readFrames(options) }),
  reset: () => ({ kind: "reset" }),
  "end-early": (_value, options) => ({ kind: "end-early", afterFrames: readFrames(options) }),
  "malformed-frame": (_value, options) => ({
    kind: "malformed-frame",
    afterFrames: readFrames(options),
  }),
  "error-in-stream": (_value, options) => ({
    kind: "error-in-stream",
    afterFrames: readFrames(options),
  }),
  "wrong-content-type": () => ({ kind: "wrong-content-type" }),
  drip: (_value, options) => ({
    kind: "drip",
    bytes: Math.max(1, readNumber("bytes", options.get("bytes") ?? "16")),
    everyMs: readDuration("every", options.get("every") ?? "5ms"),
  }),
  html: () => ({ kind: "html" }),
  redirect: () => ({ kind: "redirect" }),
  oddity: (value) => {
    if (value === undefined) throw new TypeError("oddity wants a name.");
    return { kind: "oddity", name: value };
  },
};

/**
 * Reads faults as headers and options write them: `429 retry-after=2`, `stall after=3`,
 * `delay 200ms, cut after=5`. Throws a `TypeError` that says what is wrong and what there is.
 */
export function parseFaults(text: string): Fault[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => parseFault(part));
}

function parseFault(text: string): Fault {
  const [name = "", ...words] = text.split(/\s+/u);
  const options = new Map<string, string>();
  let value: string | undefined;
  for (const word of words) {
    const [key = "", setting] = word.split("=", 2);
    if (setting === undefined) value = word;
    else options.set(key, setting);
  }
  if (/^\d{3}$/u.test(name)) return readStatus(name, options);
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (read !== undefined) return read(value, options);
  throw new TypeError(
    `unknown fault "${text}"; there are: a status such as 429, ${Object.keys(readers).join(", ")}.`,
  );
}

function readStatus(text: string, options: Options): Fault {
  const status = readNumber("status", text);
  if (status < 400 || status > 599) {
    throw new TypeError(`a fault's status must be from 400 to 599, not ${status}.`);
  }
  const retryAfter = options.get("retry-after");
  const retryAfterMs = options.get("retry-after-ms");
  const code = options.get("code");
  return {
    kind: "status",
    status,
    ...(retryAfter === undefined
      ? {}
      : { retryAfterSeconds: readNumber("retry-after", retryAfter) }),
    ...(retryAfterMs === undefined
      ? {}
      : { retryAfterMs: readNumber("retry-after-ms", retryAfterMs) }),
    ...(code === undefined ? {} : { code }),
  };
}

function readFrames(options: Options): number {
  return readNumber("after", options.get("after") ?? String(usualFrames));
}

function readNumber(name: string, text: string): number {
  if (/^\d+(?:\.\d+)?$/u.test(text)) return Number(text);
  throw new TypeError(`${name} wants a number, not "${text}".`);
}

/** Milliseconds of `200ms`, `1.5s` or a bare number. Throws a `TypeError` that names the setting. */
export function readDuration(name: string, text: string | undefined): number {
  const match = /^(?<number>\d+(?:\.\d+)?)(?<unit>ms|s)?$/u.exec(text ?? "");
  if (match === null) {
    throw new TypeError(`${name} wants a duration such as 200ms or 1.5s, not "${text ?? ""}".`);
  }
  return Math.round(Number(match.groups?.["number"]) * (match.groups?.["unit"] === "s" ? 1000 : 1));
}
