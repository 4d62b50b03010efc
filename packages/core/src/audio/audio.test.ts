import { useEmulator } from "@cometapi/testing/emulated";
import { createInMemoryFetch, jsonResponse, type ScriptedReply } from "@cometapi/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { Dispatcher } from "../transport/dispatcher.ts";
import { generateSpeech } from "./generate-speech.ts";
import { normalizeTranscription, normalizeTranscriptionText } from "./normalize-transcription.ts";
import { parseSubtitles } from "./parse-subtitles.ts";
import { transcribe, translate } from "./transcribe.ts";

const apiKey = "sk-test-0123456789abcdef";
const audio = { data: new Uint8Array([1, 2, 3]), mediaType: "audio/mpeg" };

function dispatcherWith(replies: readonly ScriptedReply[]) {
  const { fetch, requests } = createInMemoryFetch(replies);
  return { dispatcher: new Dispatcher({ apiKey, fetch, maxRetries: 0 }), requests };
}

describe("generateSpeech", () => {
  const request = { model: "cometapi/tts-1", input: "Hello", voice: "alloy" };
  const sound = (type?: string) =>
    new Response(
      new Uint8Array([9]),
      type === undefined ? {} : { headers: { "content-type": type } },
    );

  it("sends only what is set, under the names of the wire", async () => {
    const { dispatcher, requests } = dispatcherWith([sound(), sound()]);
    await generateSpeech(dispatcher, request, {});
    await generateSpeech(
      dispatcher,
      {
        ...request,
        responseFormat: "wav",
        speed: 2,
        instructions: "softly",
        extraBody: { speed: 3 },
      },
      {},
    );
    expect(requests[0]?.url).toBe("https://api.cometapi.com/v1/audio/speech");
    expect(requests.map(({ body }) => body)).toEqual([
      { model: "tts-1", input: "Hello", voice: "alloy" },
      {
        model: "tts-1",
        input: "Hello",
        voice: "alloy",
        response_format: "wav",
        speed: 3,
        instructions: "softly",
      },
    ]);
  });

  it.each([
    ["audio/wav", undefined, "audio/wav"],
    [undefined, undefined, "audio/mpeg"],
    ["application/octet-stream", "opus", "audio/ogg"],
    [undefined, "x9", "audio/x9"],
  ])(
    "says what it is: told %s, asked for %s, it is %s",
    async (type, responseFormat, mediaType) => {
      const { dispatcher } = dispatcherWith([sound(type)]);
      const result = await generateSpeech(dispatcher, { ...request, responseFormat }, {});
      expect(result).toMatchObject({ audio: new Uint8Array([9]), mediaType, model: "tts-1" });
    },
  );

  const mp3 = "\u00ff\u00fb\u0090d sound";
  const bytesOf = (binary: string) => Uint8Array.from(binary, (byte) => byte.charCodeAt(0));

  it.each([
    ["audio/wav", "wav", "audio/mpeg"],
    ["text/plain", undefined, "audio/mpeg"],
    ["application/json", undefined, "audio/mpeg"],
  ])(
    "goes by the bytes: told %s, asked for %s, it is %s",
    async (type, responseFormat, mediaType) => {
      const reply = new Response(bytesOf(mp3), { headers: { "content-type": type } });
      const { dispatcher } = dispatcherWith([reply]);
      const result = await generateSpeech(dispatcher, { ...request, responseFormat }, {});
      expect(result).toMatchObject({ mediaType });
    },
  );

  it.each([
    [
      "audio/mpeg",
      '{"error":{"message":"no channel for model x","code":"model_not_found"}}',
      "model-not-found",
    ],
    [
      "application/octet-stream",
      '{"base_resp":{"status_code":1008,"status_msg":"no"}}',
      "insufficient-balance",
    ],
    ["text/plain", "当前分组上游负载已饱和，请稍后再试", "rate-limit"],
    ["text/plain; charset=utf-8", "do request failed", "invalid-response"],
    [
      "text/event-stream",
      'event: error\ndata: {"error":{"message":"no","code":"insufficient_user_quota"}}\n\n',
      "insufficient-balance",
    ],
    ["audio/mpeg", "<!DOCTYPE html><html></html>", "base-url"],
  ])("takes no error labelled %s for sound: %s", async (type, body, code) => {
    const reply = new Response(body, { headers: { "content-type": type } });
    const { dispatcher } = dispatcherWith([reply]);
    await expect(generateSpeech(dispatcher, request, {})).rejects.toMatchObject({
      code,
      ...(code === "base-url" ? {} : { body }),
    });
  });

  it("takes raw samples that happen to begin like JSON for what they are", async () => {
    const reply = new Response(bytesOf("{\u0000\u0001"), {
      headers: { "content-type": "audio/pcm" },
    });
    const { dispatcher } = dispatcherWith([reply]);
    const pcm = { ...request, responseFormat: "pcm" };
    await expect(generateSpeech(dispatcher, pcm, {})).resolves.toMatchObject({
      mediaType: "audio/pcm",
    });
  });

  it("throws the error that came in place of sound", async () => {
    const { dispatcher } = dispatcherWith([
      jsonResponse({ error: { message: "no channel for model tts-1" } }),
    ]);
    await expect(generateSpeech(dispatcher, request, {})).rejects.toMatchObject({
      message: "no channel for model tts-1",
    });
  });
});

describe("transcribe", () => {
  it("sends a form with the recording and the fields that are set", async () => {
    const { dispatcher, requests } = dispatcherWith([jsonResponse({ text: "hi" })]);
    await transcribe(
      dispatcher,
      {
        model: "whisper-1",
        audio,
        language: "en",
        responseFormat: "verbose_json",
        temperature: 0,
        timestampGranularities: ["word", "segment"],
        extraBody: { diarize: true },
      },
      {},
    );
    const form = requests[0]?.body;
    if (!(form instanceof FormData)) throw new Error("expected a form");
    expect(requests[0]?.url).toBe("https://api.cometapi.com/v1/audio/transcriptions");
    expect(form.get("file")).toMatchObject({ name: "audio.mp3", type: "audio/mpeg" });
    expect([...form].slice(1)).toEqual([
      ["model", "whisper-1"],
      ["language", "en"],
      ["response_format", "verbose_json"],
      ["temperature", "0"],
      ["timestamp_granularities[]", "word"],
      ["timestamp_granularities[]", "segment"],
      ["diarize", "true"],
    ]);
  });

  it("asks Whisper for the detailed form, which newer models refuse", async () => {
    const formats = ["whisper-1", "cometapi/whisper-1", "gpt-4o-transcribe"].map(async (model) => {
      const { dispatcher, requests } = dispatcherWith([jsonResponse({ text: "hi" })]);
      await transcribe(dispatcher, { model, audio }, {});
      const form = requests[0]?.body;
      return form instanceof FormData ? form.get("response_format") : undefined;
    });
    expect(await Promise.all(formats)).toEqual(["verbose_json", "verbose_json", null]);
  });

  it("reads text, segments, words, language and length of the detailed form", async () => {
    const body = {
      task: "transcribe",
      text: "Hi there.",
      language: "english",
      languageCode: "en",
      duration: 1.5,
      segments: [
        { id: 0, start: 0, end: 1.5, text: " Hi there.", speaker: "A" },
        { text: "no time" },
        null,
      ],
      words: [{ word: "Hi", start: 0, end: 0.5 }, { word: "there", start: "0.5", end: 1.5 }, 5],
    };
    const { dispatcher } = dispatcherWith([jsonResponse(body)]);
    await expect(
      transcribe(dispatcher, { model: "cometapi/whisper-1", audio }, {}),
    ).resolves.toMatchObject({
      text: "Hi there.",
      language: "english",
      languageCode: "en",
      durationSeconds: 1.5,
      segments: [{ text: " Hi there.", startSeconds: 0, endSeconds: 1.5, speaker: "A" }],
      words: [
        { text: "Hi", startSeconds: 0, endSeconds: 0.5 },
        { text: "there", startSeconds: 0.5, endSeconds: 1.5 },
      ],
      model: "whisper-1",
      response: { status: 200 },
      raw: body,
    });
  });

  it("reads subtitles, whatever type the gateway says they have", async () => {
    const srt =
      "1\n00:00:00,000 --> 00:00:01,000\nHi\n\n2\n00:00:01,000 --> 00:00:02,500\nthere.\n";
    const reply = new Response(srt, { headers: { "content-type": "application/json" } });
    const { dispatcher } = dispatcherWith([reply]);
    const result = await transcribe(
      dispatcher,
      { model: "whisper-1", audio, responseFormat: "srt" },
      {},
    );
    expect(result).toMatchObject({ text: "Hi there.", raw: srt });
    expect(result.segments.map((segment) => segment.endSeconds)).toEqual([1, 2.5]);
  });

  it("keeps the empty text of a silent recording", async () => {
    const { dispatcher } = dispatcherWith([jsonResponse({ text: "" })]);
    await expect(transcribe(dispatcher, { model: "whisper-1", audio }, {})).resolves.toMatchObject({
      text: "",
    });
  });

  it.each([
    [{ text: "", error: { message: "upstream failed" } }],
    [{ text: null, base_resp: { status_code: 1002, status_msg: "upstream failed" } }],
    [[{ error: { message: "upstream failed" } }]],
  ])("takes no error for a silent recording: %j", async (body) => {
    const { dispatcher } = dispatcherWith([jsonResponse(body)]);
    const call = transcribe(dispatcher, { model: "whisper-1", audio }, {});
    await expect(call).rejects.toMatchObject({ message: "upstream failed" });
  });

  it("reads a text that came as JSON", async () => {
    const { dispatcher } = dispatcherWith([jsonResponse("Hi there.")]);
    const call = transcribe(dispatcher, { model: "whisper-1", audio }, {});
    await expect(call).resolves.toMatchObject({ text: "Hi there." });
  });

  it("throws the error that came with status 200, and says what is wrong with another object", async () => {
    const { dispatcher } = dispatcherWith([
      jsonResponse({ error: { message: "audio too long", type: "invalid_request_error" } }),
      jsonResponse({ id: "a" }),
    ]);
    const run = () => transcribe(dispatcher, { model: "whisper-1", audio }, {});
    await expect(run()).rejects.toMatchObject({
      code: "invalid-request",
      message: "audio too long",
    });
    await expect(run()).rejects.toMatchObject({ code: "invalid-response", status: 200 });
  });

  it("tells a web page from text", async () => {
    const page = new Response("<html></html>", { headers: { "content-type": "text/html" } });
    const { dispatcher } = dispatcherWith([page]);
    const call = transcribe(dispatcher, { model: "whisper-1", audio }, {});
    await expect(call).rejects.toMatchObject({ code: "base-url" });
  });
});

describe("translate", () => {
  it("asks the translating endpoint", async () => {
    const { dispatcher, requests } = dispatcherWith([jsonResponse({ text: "Good day" })]);
    await translate(dispatcher, { model: "whisper-1", audio }, {});
    expect(requests[0]?.url).toBe("https://api.cometapi.com/v1/audio/translations");
  });
});

describe("normalizeTranscription", () => {
  it("joins the segments where the text itself is missing", () => {
    const segments = [
      { start: 0, end: 1, text: " Hi" },
      { start: 1, end: 2, text: " there " },
    ];
    expect(normalizeTranscription({ segments }).text).toBe("Hi there");
  });

  it("throws nothing but its own error, whatever JSON comes", () => {
    const piece = fc.record(
      { text: fc.jsonValue(), word: fc.jsonValue(), start: fc.jsonValue(), end: fc.jsonValue() },
      { requiredKeys: [] },
    );
    const body = fc.oneof(
      fc.jsonValue(),
      fc.record({ text: fc.jsonValue(), segments: fc.array(piece), words: fc.jsonValue() }),
    );
    fc.assert(
      fc.property(body, (value) => {
        try {
          normalizeTranscription(value);
        } catch (error) {
          if (!CometAPIError.isInstance(error)) throw error;
        }
      }),
    );
  });

  it("never throws at text", () => {
    fc.assert(fc.property(fc.string(), (text) => void normalizeTranscriptionText(text)));
  });
});

describe("parseSubtitles", () => {
  it("reads WebVTT: header, notes, names of cues, settings, hours left out, several lines", () => {
    const vtt =
      "WEBVTT\r\n\r\nNOTE by nobody\r\n\r\nintro\r\n00:01.500 --> 00:02.000 align:start\r\nOne\r\ntwo\r\n\r\n01:00:00.000 --> 01:00:01.000\r\nThree";
    expect(parseSubtitles(vtt)).toEqual([
      { text: "One\ntwo", startSeconds: 1.5, endSeconds: 2, speaker: undefined },
      { text: "Three", startSeconds: 3600, endSeconds: 3601, speaker: undefined },
    ]);
  });

  it("finds nothing in plain text", () => {
    expect(parseSubtitles("Hello there.")).toEqual([]);
  });
});

describe("audio over HTTP", () => {
  const emulator = useEmulator();

  it("speaks a text and hears it again", async () => {
    const dispatcher = new Dispatcher({ apiKey, baseURL: emulator.url, maxRetries: 0 });
    const spoken = await generateSpeech(
      dispatcher,
      { model: "tts-1", input: "Hello there", voice: "alloy", responseFormat: "wav" },
      {},
    );
    expect(spoken.mediaType).toMatch(/^audio\//);
    const recording = { data: spoken.audio, mediaType: "audio/wav" };
    const heard = await transcribe(dispatcher, { model: "whisper-1", audio: recording }, {});
    expect(heard.text).not.toBe("");
    const detailed = await transcribe(
      dispatcher,
      { model: "whisper-1", audio: recording, responseFormat: "verbose_json" },
      {},
    );
    expect(detailed.segments.length).toBeGreaterThan(0);
    await expect(
      translate(dispatcher, { model: "whisper-1", audio: recording }, {}),
    ).resolves.toMatchObject({ response: { status: 200 } });
  });
});
