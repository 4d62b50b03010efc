import { type Emulator, type EmulatorSettings, startEmulator } from "@cometapi/emulator";
import { afterAll, beforeAll, beforeEach } from "vitest";

/** An emulator that runs while the tests of a file, or of a `describe`, run. */
export type TestEmulator = Pick<Emulator, "url" | "requests" | "on" | "reset">;

/**
 * Starts an emulator before the tests, resets it before each of them, and closes it after the last.
 *
 * @param settings Over the defaults: a free port, no delay between the pieces of a stream, any key.
 */
export function useEmulator(settings: EmulatorSettings = {}): TestEmulator {
  let started: Emulator | undefined;
  const running = (): Emulator => {
    if (started === undefined) throw new Error("The emulator runs only while tests run.");
    return started;
  };
  beforeAll(async () => {
    started = await startEmulator({ tokenDelayMs: 0, ...settings });
  });
  beforeEach(() => running().reset());
  afterAll(() => started?.close());
  return {
    get url() {
      return running().url;
    },
    get requests() {
      return running().requests;
    },
    on: (match) => running().on(match),
    reset: () => running().reset(),
  };
}
