import type { EmulatorSettings } from "../settings.ts";

/** What the command prints once it listens. */
export function createBanner(
  url: string,
  { apiKey, ...answers }: Pick<EmulatorSettings, "apiKey" | "record" | "replay">,
): string {
  const isRecording = answers.record !== undefined;
  const key = apiKey === undefined || apiKey.trim() === "" ? "sk-emulator" : apiKey.trim();
  return `
  CometAPI emulator: ${describeAnswers(answers)}

  ${url}

  Point your program at it:

    export COMETAPI_BASE_URL=${url}
    export COMETAPI_KEY=${isRecording ? "<your key>" : key}

  Press Ctrl+C to stop.
`;
}

function describeAnswers({ record, replay }: Pick<EmulatorSettings, "record" | "replay">): string {
  if (replay !== undefined) return `no model, no bill. It answers from ${String(replay.folder)}.`;
  if (record === undefined) {
    return "no model, no bill. Its answers are made up from what you send.";
  }
  const target = record.target ?? "https://api.cometapi.com";
  return `it asks ${target}, which bills you, and records into ${String(record.folder)}.`;
}
