import type { EmulatorConfig } from "../settings.ts";
import type { Relay } from "./relay.ts";

/** The recorder or the recording that the settings ask for. Undefined when the emulator answers itself. Throws a `TypeError`. */
export async function openRelay({
  record,
  replay,
}: Pick<EmulatorConfig, "record" | "replay">): Promise<Relay | undefined> {
  if (record !== undefined) {
    const { createRecorder } = await import("./create-recorder.ts");
    return createRecorder(record);
  }
  if (replay === undefined) return undefined;
  const { createReplay } = await import("./create-replay.ts");
  return createReplay(replay);
}
