import { parseFaultPolicy, type FaultPolicy } from "./faults/choose-faults.ts";
import type { RecordedRequest } from "./journal/recorded-request.ts";
import type { RecordSettings, ReplaySettings } from "./recorder/relay.ts";

/** Settings of an emulator. Each has a default. */
export interface EmulatorSettings {
  /** The port to listen on; 0 takes a free one. Default 0. */
  port?: number;
  /** Where to listen. Default `127.0.0.1`; `0.0.0.0` lets other machines and containers in. */
  host?: string;
  /** The only key that is accepted. Default: any key that is not blank. */
  apiKey?: string;
  /** Milliseconds before an answer begins. Default 0. */
  latencyMs?: number;
  /** Milliseconds between the pieces of a stream. Default 8; 0 sends them as fast as they are read. */
  tokenDelayMs?: number;
  /** Accepts model ids that the catalogue does not hold. Default false: they are refused as CometAPI refuses them. */
  anyModel?: boolean;
  /**
   * Makes two runs equal to the byte: ids, dates and random faults follow from the seed and the requests.
   * Without it ids are still the same for the same request, dates are today's, and random faults differ.
   */
  seed?: number;
  /**
   * Faults that occur by themselves: `"5%"` draws one for every twentieth request, `"429"` gives each request this
   * fault, `"5% cut after=3"` gives every twentieth request this fault. Faults are written as in the `x-emulator-fault` header. Default none.
   */
  fault?: string;
  /** Faults of certain models, by id: `{ "gpt-5-mini": "stall after=2" }`. Default none. */
  personalities?: Readonly<Record<string, string>>;
  /** Bodies above this are refused with 413, in bytes. Default 32 MiB. */
  maxBodyBytes?: number;
  /** Passes every request on to a real service and keeps the answers in a folder. Default: the emulator answers itself. */
  record?: RecordSettings;
  /** Answers from a folder of recordings, and refuses what it does not hold. Default: the emulator answers itself. */
  replay?: ReplaySettings;
  /** The token of the control endpoint `/emulator/…`, at least 8 characters. Default: there is none. */
  controlToken?: string;
  /** Called for every request once its answer has ended, e.g. to log it. What it throws becomes a process warning. */
  onRequest?: (request: RecordedRequest) => void;
}

/** Settings with every default filled in. */
export interface EmulatorConfig {
  port: number;
  host: string;
  apiKey: string | undefined;
  latencyMs: number;
  tokenDelayMs: number;
  anyModel: boolean;
  seed: number | undefined;
  faultPolicy: FaultPolicy;
  maxBodyBytes: number;
  record: RecordSettings | undefined;
  replay: ReplaySettings | undefined;
  controlToken: string | undefined;
  onRequest: ((request: RecordedRequest) => void) | undefined;
}

const SETTING_NAMES: Readonly<Record<keyof EmulatorSettings, true>> = {
  port: true,
  host: true,
  apiKey: true,
  latencyMs: true,
  tokenDelayMs: true,
  anyModel: true,
  seed: true,
  fault: true,
  personalities: true,
  maxBodyBytes: true,
  record: true,
  replay: true,
  controlToken: true,
  onRequest: true,
};

/** Fills in the defaults. Throws a `TypeError` that names the setting when there is none of that name, or its value makes no sense. */
export function resolveConfig(settings: EmulatorSettings): EmulatorConfig {
  const unknown = Object.keys(settings).find((name) => !Object.hasOwn(SETTING_NAMES, name));
  if (unknown !== undefined) {
    const known = Object.keys(SETTING_NAMES).join(", ");
    throw new TypeError(`The emulator has no setting ${unknown}. Its settings are ${known}.`);
  }
  const config: EmulatorConfig = {
    port: settings.port ?? 0,
    host: settings.host ?? "127.0.0.1",
    apiKey: settings.apiKey?.trim() === "" ? undefined : settings.apiKey?.trim(),
    latencyMs: settings.latencyMs ?? 0,
    tokenDelayMs: settings.tokenDelayMs ?? 8,
    anyModel: settings.anyModel ?? false,
    seed: settings.seed,
    faultPolicy: parseFaultPolicy(settings.fault, settings.personalities ?? {}),
    maxBodyBytes: settings.maxBodyBytes ?? 32 * 1024 * 1024,
    record: settings.record,
    replay: settings.replay,
    controlToken: settings.controlToken,
    onRequest: settings.onRequest,
  };
  if (config.record !== undefined && config.replay !== undefined) {
    throw new TypeError(
      "record and replay exclude each other; record with missingOnly: true does both.",
    );
  }
  if (config.controlToken !== undefined && config.controlToken.trim().length < 8) {
    throw new TypeError("controlToken must have at least 8 characters.");
  }
  requireInteger("port", config.port, 65_535);
  requireInteger("latencyMs", config.latencyMs, 3_600_000);
  requireInteger("tokenDelayMs", config.tokenDelayMs, 3_600_000);
  requireInteger("maxBodyBytes", config.maxBodyBytes, 1024 ** 3);
  if (config.seed !== undefined) requireInteger("seed", config.seed, Number.MAX_SAFE_INTEGER);
  return config;
}

function requireInteger(name: string, value: number, maximum: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= maximum) return;
  throw new TypeError(`${name} must be a whole number from 0 to ${maximum}, not ${value}.`);
}
