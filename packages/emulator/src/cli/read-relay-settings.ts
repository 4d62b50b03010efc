import type { EmulatorSettings } from "../settings.ts";

/** The options about recordings, as they stand on the command line. */
export interface RelayValues {
  record?: string;
  "record-missing"?: string;
  target?: string;
  mask?: string[];
  replay?: string;
  pace?: boolean;
  repeat?: boolean;
}

/** Turns the options about recordings into settings. Throws a `TypeError` for options that exclude each other. */
export function readRelaySettings(
  values: RelayValues,
): Pick<EmulatorSettings, "record" | "replay"> {
  const { record, replay, target, mask = [], pace, repeat } = values;
  const missing = values["record-missing"];
  const folders = [record, missing, replay].filter((folder) => folder !== undefined);
  if (folders.length > 1) {
    throw new TypeError("--record, --record-missing and --replay exclude each other.");
  }
  const folder = record ?? missing;
  if (folder === undefined && (target !== undefined || mask.length > 0)) {
    throw new TypeError("--target and --mask need --record or --record-missing.");
  }
  if (replay === undefined && (pace === true || repeat === true)) {
    throw new TypeError("--pace and --repeat need --replay.");
  }
  if (replay !== undefined) {
    return { replay: { folder: replay, keepsPace: pace === true, repeats: repeat === true } };
  }
  if (folder === undefined) return {};
  return {
    record: {
      folder,
      missingOnly: missing !== undefined,
      mask: mask.map(readPattern),
      ...(target === undefined ? {} : { target }),
    },
  };
}

function readPattern(text: string): RegExp {
  try {
    return new RegExp(text, "u");
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    throw new TypeError(`--mask must be a regular expression, not "${text}": ${reason}`, {
      cause: error,
    });
  }
}
