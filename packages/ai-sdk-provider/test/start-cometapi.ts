import { type TestEmulator, useEmulator } from "@cometapi/testing/emulated";
import { type CometAPIProvider, createCometAPI } from "../src/provider.ts";
import type { CometAPIProviderSettings } from "../src/provider-settings.ts";

/** Providers on an emulator, for the tests of one file. */
export function startCometAPI(emulator: TestEmulator = useEmulator()): {
  /** A provider with these settings besides key and base URL. */
  create: (settings?: CometAPIProviderSettings) => CometAPIProvider;
  /** The body of the last request. */
  lastBody: () => unknown;
  emulator: TestEmulator;
} {
  return {
    create: (settings = {}) =>
      createCometAPI({ apiKey: "sk-emulated", baseURL: emulator.url, ...settings }),
    lastBody: () => emulator.requests.at(-1)?.body,
    emulator,
  };
}
