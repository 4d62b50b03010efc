import { type EmulatorSettings, toolCall } from "@cometapi/emulator";
import { beforeEach } from "vitest";
import { type TestEmulator, useEmulator } from "./use-emulator.ts";

/** A script: a question that a model answers after two calls of one tool. */
export const toolLoop = {
  question: "Is it warmer in Oslo than in Lisbon?",
  tool: { name: "get_weather", description: "Gives the weather of a city." },
  result: "20 degrees",
  answer: "Lisbon is warmer.",
  /** The answer to the next question. */
  nextAnswer: "Yes.",
  /** Models that think between the calls, each with the API that sends its thoughts back. */
  models: [
    ["claude-sonnet-4-5", "messages"],
    ["claude-opus-5", "messages"],
    ["gpt-5.6-sol", "responses"],
    ["o3-pro", "responses"],
    ["gemini-3-pro-preview", "gemini"],
  ],
} as const;

/**
 * An emulator that plays {@link toolLoop}. As the vendors do, it refuses a step without the thoughts, items or
 * signatures of the earlier steps.
 */
export function useToolLoop(settings: EmulatorSettings = {}): TestEmulator {
  const emulator = useEmulator(settings);
  beforeEach(() => {
    emulator
      .on("warmer")
      .reply(toolCall(toolLoop.tool.name, { city: "Oslo" }))
      .reply(toolCall(toolLoop.tool.name, { city: "Lisbon" }))
      .reply(toolLoop.answer)
      .reply(toolLoop.nextAnswer);
  });
  return emulator;
}
