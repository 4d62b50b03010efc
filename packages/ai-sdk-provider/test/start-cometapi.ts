import { type Emulator, type EmulatorSettings, startEmulator } from "@cometapi/emulator";
import { afterAll, beforeAll } from "vitest";
import { type CometAPIProvider, createCometAPI } from "../src/provider.ts";
import type { CometAPIProviderSettings } from "../src/provider-settings.ts";

/** A provider on an emulator of its own, for the tests of one file. */
export function startCometAPI(emulatorSettings: EmulatorSettings = {}): {
  /** A provider with these settings besides key and base URL. */
  create: (settings?: CometAPIProviderSettings) => CometAPIProvider;
  /** What the emulator was asked last. */
  lastBody: () => unknown;
  emulator: () => Emulator;
} {
  let emulator: Emulator | undefined;
  const running = (): Emulator => {
    if (emulator === undefined) throw new Error("The emulator runs only within tests.");
    return emulator;
  };
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, tokenDelayMs: 0, ...emulatorSettings });
  });
  afterAll(() => running().close());
  return {
    create: (settings = {}) =>
      createCometAPI({ apiKey: "sk-emulated", baseURL: running().url, ...settings }),
    lastBody: () => running().requests.at(-1)?.body,
    emulator: running,
  };
}
