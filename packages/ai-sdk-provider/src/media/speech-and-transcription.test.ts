import { generateSpeech, transcribe } from "ai";
import { expect, it, vi } from "vitest";
import { startCometAPI } from "../../test/start-cometapi.ts";

const cometapi = startCometAPI();
const text = "The lighthouse of Sandvik was built in 1871.";

function speak(settings: { language?: string; speed?: number } = {}) {
  return generateSpeech({
    model: cometapi.create().speechModel("tts-1"),
    text,
    outputFormat: "wav",
    ...settings,
  });
}

it("turns text into speech, as alloy unless another voice is named", async () => {
  const { audio } = await speak({ speed: 1.5 });
  expect(audio.mediaType).toBe("audio/wav");
  expect(cometapi.lastBody()).toEqual({
    model: "tts-1",
    input: text,
    voice: "alloy",
    response_format: "wav",
    speed: 1.5,
  });
});

it("warns of a language, which no model takes", async () => {
  vi.stubGlobal("AI_SDK_LOG_WARNINGS", false);
  const { warnings } = await speak({ language: "en" });
  expect(warnings).toMatchObject([{ type: "unsupported", feature: "language" }]);
});

it("turns speech back into text, with times and the language as far as the model has them", async () => {
  const { audio } = await speak();
  const result = await transcribe({
    model: cometapi.create().transcriptionModel("whisper-1"),
    audio: audio.uint8Array,
  });
  expect(result).toMatchObject({ text, language: "en" });
  expect(result.segments).toEqual([{ text, startSecond: 0, endSecond: expect.any(Number) }]);
  expect(result.durationInSeconds).toBeGreaterThan(0);
});

it("reports what the service counted, also where the answer holds only a text", async () => {
  const { audio } = await speak();
  const result = await cometapi
    .create()
    .transcriptionModel("whisper-1")
    .doGenerate({
      audio: audio.uint8Array,
      mediaType: "audio/mpeg",
      providerOptions: { cometapi: { responseFormat: "json" } },
    });
  expect(result).toMatchObject({ text, segments: [], usage: { type: "duration" } });
  expect(result.durationInSeconds).toBe(result.usage?.["seconds"]);
});

it("asks for times in the response format that has them", async () => {
  const { audio } = await speak();
  const result = await cometapi
    .create()
    .transcriptionModel("whisper-1")
    .doGenerate({
      audio: audio.base64,
      mediaType: "audio/wav",
      timestampGranularities: ["segment"],
    });
  expect(result.segments).toHaveLength(1);
});

it("gives the text in English with `translate`", async () => {
  const { audio } = await speak();
  await transcribe({
    model: cometapi.create().transcriptionModel("whisper-1"),
    audio: audio.uint8Array,
    providerOptions: { cometapi: { translate: true } },
  });
  expect(cometapi.emulator.requests.at(-1)?.path).toBe("/v1/audio/translations");
});
