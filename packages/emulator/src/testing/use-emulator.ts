import { afterAll, beforeAll, beforeEach } from "vitest";
import type { EmulatorSettings } from "../settings.ts";
import { startEmulator, type Emulator } from "../start-emulator.ts";

/** The only key the emulator of a test file accepts. */
export const apiKey = "sk-conformance-0123456789";

/** Gives a test file an emulator of its own, emptied before each test. */
export function useEmulator(settings: EmulatorSettings = {}): () => Emulator {
  let emulator: Emulator | undefined;
  beforeAll(async () => {
    emulator = await startEmulator({ apiKey, tokenDelayMs: 0, seed: 1, ...settings });
  });
  beforeEach(() => emulator?.reset());
  afterAll(() => emulator?.close());
  return () => {
    if (emulator === undefined) throw new Error("the emulator has not started yet");
    return emulator;
  };
}

/** A JSON schema of strings and numbers, as every SDK takes it. */
export interface FlatSchema {
  [keyword: string]: unknown;
  type: "object";
  properties: Record<string, { type: "string" | "integer"; description?: string }>;
  required: string[];
  additionalProperties: false;
}

/** A weather tool's parameters. */
export const weatherParameters: FlatSchema = {
  type: "object",
  properties: { city: { type: "string", description: "Name of the city" } },
  required: ["city"],
  additionalProperties: false,
};

/** What structured output is asked for. */
export const personSchema: FlatSchema = {
  type: "object",
  properties: {
    name: { type: "string" },
    age: { type: "integer" },
    city: { type: "string" },
  },
  required: ["name", "age", "city"],
  additionalProperties: false,
};

/** A text about a person that fits the schema. */
export const personText = "Ada Lovelace is 36 years old and lives in London.";
