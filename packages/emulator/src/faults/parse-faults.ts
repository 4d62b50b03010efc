import { checkErrorStatus } from "./check-error-status.ts";
import type { Fault } from "./fault.ts";

const usualFrames = 3;

type Options = ReadonlyMap<string, string>;

/** How a fault is spelt. */
interface FaultReader {
  /** Whether a word follows the name, as in `delay 200ms`. */
  takesValue?: boolean;
  /** The names that may stand before `=`. */
  options?: readonly string[];
  read: (value: string | undefined, options: Options) => Fault;
}

const readers: Readonly<Record<string, FaultReader>> = {
  status: {
    takesValue: true,
    options: ["retry-after", "retry-after-ms", "code", "as"],
    read: (value, options) => readStatus(value ?? "", options),
  },
  delay: {
    takesValue: true,
    read: (value) => ({ kind: "delay", milliseconds: readDuration("delay", value) }),
  },
  stall: {
    options: ["after", "keep-alive"],
    read: (_value, options) => ({
      kind: "stall",
      afterFrames: readFrames(options),
      ...(options.has("keep-alive")
        ? { keepAliveMs: readDuration("keep-alive", options.get("keep-alive")) }
        : {}),
    }),
  },
  cut: createFrameReader("cut"),
  reset: { read: () => ({ kind: "reset" }) },
  "end-early": createFrameReader("end-early"),
  "malformed-frame": createFrameReader("malformed-frame"),
  "error-in-stream": createFrameReader("error-in-stream"),
  "upstream-lost": createFrameReader("upstream-lost"),
  "bare-error": createFrameReader("bare-error"),
  "second-answer": createFrameReader("second-answer"),
  ping: {
    options: ["every", "before"],
    read: (_value, options) => ({
      kind: "ping",
      everyMs: Math.max(1, readDuration("every", options.get("every") ?? "10s")),
      beforeMs: readDuration("before", options.get("before") ?? "0"),
    }),
  },
  "usage-beside": { read: () => ({ kind: "usage-beside" }) },
  "wrong-content-type": { read: () => ({ kind: "wrong-content-type" }) },
  drip: {
    options: ["bytes", "every"],
    read: (_value, options) => ({
      kind: "drip",
      bytes: Math.max(1, readNumber("bytes", options.get("bytes") ?? "16")),
      everyMs: readDuration("every", options.get("every") ?? "5ms"),
    }),
  },
  html: { read: () => ({ kind: "html" }) },
  redirect: { read: () => ({ kind: "redirect" }) },
  oddity: {
    takesValue: true,
    read: (value) => {
      if (value === undefined) throw new TypeError("oddity needs a name.");
      return { kind: "oddity", name: value };
    },
  },
};

function createFrameReader(
  kind:
    | "cut"
    | "end-early"
    | "malformed-frame"
    | "error-in-stream"
    | "upstream-lost"
    | "bare-error"
    | "second-answer",
): FaultReader {
  return {
    options: ["after"],
    read: (_value, options) => ({ kind, afterFrames: readFrames(options) }),
  };
}

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
  const [first = "", ...others] = text.split(/\s+/u);
  const isStatus = /^\d{3}$/u.test(first);
  const name = isStatus ? "status" : first;
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (reader === undefined) {
    throw new TypeError(
      `unknown fault "${text}"; there are: a status such as 429, ${Object.keys(readers).join(", ")}.`,
    );
  }
  const values = isStatus ? [first] : [];
  const options = new Map<string, string>();
  for (const word of others) {
    const [key = "", setting] = word.split("=", 2);
    if (setting === undefined) values.push(word);
    else options.set(key, setting);
  }
  checkWords(text, reader, values, options);
  return reader.read(values[0], options);
}

/** Throws a `TypeError` for a word that means nothing to the fault. */
function checkWords(
  text: string,
  { takesValue = false, options: known = [] }: FaultReader,
  values: readonly string[],
  options: Options,
): void {
  const unknown =
    values[takesValue ? 1 : 0] ?? [...options.keys()].find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const choices = known.length === 0 ? "no options" : `only ${known.join(", ")}`;
  throw new TypeError(`the fault "${text}" takes ${choices}, not "${unknown}".`);
}

function readStatus(text: string, options: Options): Fault {
  const status = checkErrorStatus(readNumber("status", text));
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
    ...(readLabel(options.get("as")) ? { isMislabelled: true } : {}),
  };
}

/** `as=event-stream` sends an error under the content type of a stream. */
function readLabel(text: string | undefined): boolean {
  if (text === undefined || text === "event-stream") return text !== undefined;
  throw new TypeError(`as must be event-stream, not "${text}".`);
}

function readFrames(options: Options): number {
  return readNumber("after", options.get("after") ?? String(usualFrames));
}

function readNumber(name: string, text: string): number {
  if (/^\d+(?:\.\d+)?$/u.test(text)) return Number(text);
  throw new TypeError(`${name} must be a number, not "${text}".`);
}

/** Milliseconds of `200ms`, `1.5s` or a bare number. Throws a `TypeError` that names the setting. */
export function readDuration(name: string, text: string | undefined): number {
  const match = /^(?<number>\d+(?:\.\d+)?)(?<unit>ms|s)?$/u.exec(text ?? "");
  if (match === null) {
    throw new TypeError(`${name} must be a duration such as 200ms or 1.5s, not "${text ?? ""}".`);
  }
  return Math.round(Number(match.groups?.["number"]) * (match.groups?.["unit"] === "s" ? 1000 : 1));
}
