import { parseArgs } from "node:util";
import { readDuration } from "../faults/parse-faults.ts";
import { readRelaySettings } from "./read-relay-settings.ts";
import { resolveConfig, type EmulatorSettings } from "../settings.ts";

/** What a command line asks for. */
export type Command =
  | {
      kind: "start";
      settings: EmulatorSettings;
      /** A file of scripts to play. */
      scenarioPath: string | undefined;
      /** Whether requests are not logged. */
      isQuiet: boolean;
    }
  | { kind: "help" }
  | { kind: "version" }
  | { kind: "mistake"; message: string };

/** The port on which the command listens by default. */
export const defaultPort = 4141;

/** Reads the arguments of the command. Never throws: a mistake comes back as one sentence. */
export function parseArguments(argv: readonly string[]): Command {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        port: { type: "string", short: "p" },
        host: { type: "string" },
        key: { type: "string" },
        latency: { type: "string" },
        "token-delay": { type: "string" },
        seed: { type: "string" },
        fault: { type: "string" },
        personality: { type: "string", multiple: true },
        scenario: { type: "string" },
        "any-model": { type: "boolean" },
        record: { type: "string" },
        "record-missing": { type: "string" },
        target: { type: "string" },
        mask: { type: "string", multiple: true },
        replay: { type: "string" },
        pace: { type: "boolean" },
        repeat: { type: "boolean" },
        "control-token": { type: "string" },
        quiet: { type: "boolean" },
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
      ...(values.host === undefined ? {} : { host: values.host }),
      ...(values["control-token"] === undefined ? {} : { controlToken: values["control-token"] }),
      ...readRelaySettings(values),
    };
    const latencyMs =
      values.latency === undefined ? undefined : readDuration("--latency", values.latency);
    const tokenDelayMs =
      values["token-delay"] === undefined
        ? undefined
        : readDuration("--token-delay", values["token-delay"]);
    const seed = readInteger("--seed", values.seed);
    if (latencyMs !== undefined) settings.latencyMs = latencyMs;
    if (tokenDelayMs !== undefined) settings.tokenDelayMs = tokenDelayMs;
    if (seed !== undefined) settings.seed = seed;
    if (values["any-model"] === true) settings.anyModel = true;
    if (values.fault !== undefined) settings.fault = values.fault;
    if (values.personality !== undefined) {
      settings.personalities = readPersonalities(values.personality);
    }
    resolveConfig(settings);
    const isQuiet = values.quiet === true;
    return { kind: "start", settings, scenarioPath: values.scenario, isQuiet };
  } catch (error) {
    return { kind: "mistake", message: describeMistake(error) };
  }
}

/** Of Node's own messages only the first sentence. The others are about positional arguments. */
function describeMistake(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isNodes = "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  return isNodes ? (error.message.split(/\.\s/u)[0] ?? "") : error.message;
}

function readInteger(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/u.test(text)) throw new TypeError(`${option} must be a whole number, not "${text}".`);
  return Number(text);
}

/** `gpt-5-mini=stall after=2`: a model and the fault it always has. */
function readPersonalities(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const [model = "", ...fault] = text.split("=");
      if (model !== "" && fault.length > 0) return [model, fault.join("=")];
      throw new TypeError(`--personality must be MODEL=FAULT, not "${text}".`);
    }),
  );
}
