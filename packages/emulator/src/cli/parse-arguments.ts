import { parseArgs } from "node:util";
import type { EmulatorSettings } from "../settings.ts";

/** What a command line asks for. */
export type Command =
  | { kind: "start"; settings: EmulatorSettings }
  | { kind: "help" }
  | { kind: "version" }
  | { kind: "mistake"; message: string };

/** Where the command listens unless told otherwise. */
export const defaultPort = 4141;

/** Reads the arguments of the command. Never throws: a mistake comes back as one sentence. */
export function parseArguments(argv: readonly string[]): Command {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        port: { type: "string", short: "p" },
        key: { type: "string" },
        latency: { type: "string" },
        "token-delay": { type: "string" },
        seed: { type: "string" },
        "any-model": { type: "boolean" },
        help: { type: "boolean", short: "h" },
        version: { type: "boolean", short: "v" },
      },
      allowPositionals: false,
    });
    if (values.help === true) return { kind: "help" };
    if (values.version === true) return { kind: "version" };
    const settings: EmulatorSettings = {
      port: readInteger("--port", values.port) ?? defaultPort,
      ...(values.key === undefined ? {} : { apiKey: values.key }),
    };
    const latencyMs = readDuration("--latency", values.latency);
    const tokenDelayMs = readDuration("--token-delay", values["token-delay"]);
    const seed = readInteger("--seed", values.seed);
    if (latencyMs !== undefined) settings.latencyMs = latencyMs;
    if (tokenDelayMs !== undefined) settings.tokenDelayMs = tokenDelayMs;
    if (seed !== undefined) settings.seed = seed;
    if (values["any-model"] === true) settings.anyModel = true;
    return { kind: "start", settings };
  } catch (error) {
    return { kind: "mistake", message: error instanceof Error ? error.message : String(error) };
  }
}

function readInteger(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/u.test(text)) throw new TypeError(`${option} wants a whole number, not "${text}".`);
  return Number(text);
}

/** `200ms`, `1.5s` or bare milliseconds. */
function readDuration(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(?<number>\d+(?:\.\d+)?)(?<unit>ms|s)?$/u.exec(text);
  if (match === null) {
    throw new TypeError(`${option} wants a duration such as 200ms or 1.5s, not "${text}".`);
  }
  return Math.round(Number(match.groups?.["number"]) * (match.groups?.["unit"] === "s" ? 1000 : 1));
}
