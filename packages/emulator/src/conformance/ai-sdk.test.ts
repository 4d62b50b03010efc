import { useEmulator } from "@cometapi/testing/emulated";
import { createAnthropic } from "@ai-sdk/anthropic";
import { createGoogle } from "@ai-sdk/google";
import { createOpenAI } from "@ai-sdk/openai";
import {
  embed,
  generateImage,
  generateSpeech,
  generateText,
  isStepCount,
  jsonSchema,
  Output,
  streamText,
  tool,
  transcribe,
  type LanguageModel,
} from "ai";
import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { speakWAV } from "../media/speak-wav.ts";
import { toolCall } from "../scripting/reply.ts";
import { apiKey, personText, weatherParameters } from "../../test/samples.ts";

// The AI SDK with the vendors' own providers.
const emulator = useEmulator({ apiKey, seed: 1 });
const openai = () => createOpenAI({ baseURL: `${emulator.url}/v1`, apiKey });
const anthropic = () => createAnthropic({ baseURL: `${emulator.url}/v1`, apiKey });
const google = () => createGoogle({ baseURL: `${emulator.url}/v1beta`, apiKey });

type Options = Parameters<typeof generateText>[0]["providerOptions"];

const models: readonly (readonly [string, () => LanguageModel, Options])[] = [
  ["GPT on chat", () => openai().chat("gpt-4o"), {}],
  ["GPT on Responses", () => openai().responses("gpt-5.6-sol"), {}],
  [
    "GPT on Responses that keeps nothing",
    () => openai().responses("gpt-5.6-sol"),
    { openai: { store: false, include: ["reasoning.encrypted_content"] } },
  ],
  ["o3-pro on Responses", () => openai().responses("o3-pro"), {}],
  [
    "Claude that thinks on a budget",
    () => anthropic()("claude-sonnet-4-5"),
    { anthropic: { thinking: { type: "enabled", budgetTokens: 1024 } } },
  ],
  [
    "Claude that thinks as it sees fit",
    () => anthropic()("claude-opus-5"),
    { anthropic: { thinking: { type: "adaptive" } } },
  ],
  ["Gemini 3", () => google()("gemini-3-pro-preview"), {}],
];

describe.each(models)("the AI SDK with %s", (_name, create, providerOptions) => {
  const more = providerOptions === undefined ? {} : { providerOptions };
  const tools = {
    get_weather: tool({
      description: "Current weather in a city",
      inputSchema: jsonSchema<{ city: string }>(weatherParameters),
      execute: ({ city }) => `20 degrees in ${city}`,
    }),
  };

  beforeEach(() => {
    emulator
      .on("warmer")
      .reply(toolCall("get_weather", { city: "Oslo" }))
      .reply(toolCall("get_weather", { city: "Lisbon" }))
      .reply("Lisbon is warmer.");
  });

  it("comes through three steps with tools, whole and streamed", async () => {
    const request = {
      model: create(),
      tools,
      prompt: "Is it warmer in Oslo than in Lisbon?",
      stopWhen: isStepCount(5),
      maxRetries: 0,
      ...more,
    };
    const { text, steps } = await generateText(request);
    expect(text).toBe("Lisbon is warmer.");
    expect(steps).toHaveLength(3);
    emulator.reset();
    emulator
      .on("warmer")
      .reply(toolCall("get_weather", { city: "Oslo" }))
      .reply(toolCall("get_weather", { city: "Lisbon" }))
      .reply("Lisbon is warmer.");
    const streamed = streamText(request);
    expect(await streamed.text).toBe("Lisbon is warmer.");
    expect(await streamed.steps).toHaveLength(3);
  });

  it("fills a schema", async () => {
    const { output } = await generateText({
      model: create(),
      prompt: personText,
      output: Output.object({ schema: z.object({ name: z.string(), age: z.number() }) }),
      maxRetries: 0,
      ...more,
    });
    expect(output).toEqual({ name: "Ada Lovelace", age: 36 });
  });
});

describe("the AI SDK", () => {
  it("sends a PDF to Claude", async () => {
    const data = new Uint8Array(Buffer.from("%PDF-1.4\n(The ferry leaves at noon.) Tj"));
    const { text, usage } = await generateText({
      model: anthropic()("claude-sonnet-4-6"),
      maxRetries: 0,
      messages: [
        {
          role: "user",
          content: [
            { type: "file", mediaType: "application/pdf", data },
            { type: "text", text: "When does the ferry leave?" },
          ],
        },
      ],
    });
    expect(text).toBe("The ferry leaves at noon.");
    expect(usage.inputTokens).toBeGreaterThan(1500);
  });

  it("has citations of a search", async () => {
    const { sources } = await generateText({
      model: anthropic()("claude-sonnet-4-6"),
      tools: { web_search: anthropic().tools.webSearch_20250305() },
      prompt: "Who runs the ferry to Hestan?",
      maxRetries: 0,
    });
    expect(sources.length).toBeGreaterThan(0);
  });

  it("speaks MP3 and hears what was spoken, with its times", async () => {
    const { audio } = await generateSpeech({
      model: openai().speech("tts-1"),
      text: "The tide is high.",
      maxRetries: 0,
    });
    expect(audio.mediaType).toMatch(/^audio\/(?:mp3|mpeg)$/u);
    for (const heard of [audio.uint8Array, speakWAV("The tide is high.", "alloy", 1)]) {
      const { text, segments } = await transcribe({
        model: openai().transcription("whisper-1"),
        audio: heard,
        maxRetries: 0,
      });
      expect(text).toBe("The tide is high.");
      expect(segments).toHaveLength(1);
    }
  });

  it("embeds and draws", async () => {
    const { embedding } = await embed({
      model: openai().embedding("text-embedding-3-small"),
      value: "sea",
    });
    expect(embedding).toHaveLength(1536);
    const { image } = await generateImage({
      model: openai().image("gpt-image-1"),
      prompt: "a red boat",
    });
    expect(image.mediaType).toBe("image/png");
  });
});
