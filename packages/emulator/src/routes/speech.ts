import { z } from "zod";
import { isJsonObject } from "../engine/conversation.ts";
import { checkBody } from "../validation/check-body.ts";
import type { EmulatorContext } from "../http/exchange.ts";
import { missingFieldError } from "../http/known-errors.ts";
import { speakMP3 } from "../media/speak-mp3.ts";
import { speakPCM, speakWAV } from "../media/speak-wav.ts";
import { findModelOfType } from "./find-served-model.ts";
import type { PreparedAnswer } from "./serve-endpoint.ts";

const voices = [
  "alloy",
  "ash",
  "ballad",
  "coral",
  "echo",
  "fable",
  "onyx",
  "nova",
  "sage",
  "shimmer",
] as const;

const speechBody = z.looseObject({
  model: z.string(),
  input: z.string().min(1).max(4096),
  voice: z.enum(voices),
  response_format: z.enum(["mp3", "opus", "aac", "flac", "wav", "pcm"]).nullish(),
  speed: z.number().min(0.25).max(4).nullish(),
});

/** `POST /v1/audio/speech`: tones as WAV or bare samples, silence as MP3, which is what comes unless asked otherwise. */
export function prepareSpeech(context: EmulatorContext, input: unknown): PreparedAnswer {
  const fields = isJsonObject(input) ? input : {};
  findModelOfType(fields["model"], "audio", context.get("exchange").config);
  for (const field of ["input", "voice"]) {
    if ((fields[field] ?? null) === null) throw missingFieldError(field);
  }
  const body = checkBody(speechBody, input);
  return {
    request: {
      api: "speech",
      model: body.model,
      text: body.input,
      tools: [],
      isStream: false,
      hasToolResults: false,
    },
    respond: (script) => {
      const text = script?.text ?? body.input;
      const { type, bytes } = speak(text, body);
      return new Response(new Uint8Array(bytes), { headers: { "content-type": type } });
    },
  };
}

function speak(text: string, body: z.infer<typeof speechBody>): { type: string; bytes: Buffer } {
  const speed = body.speed ?? 1;
  switch (body.response_format ?? "mp3") {
    case "mp3": {
      return { type: "audio/mpeg", bytes: speakMP3(text, speed) };
    }
    case "pcm": {
      return { type: "audio/pcm", bytes: speakPCM(text, body.voice, speed) };
    }
    // There is no encoder for the others here.
    case "wav":
    case "opus":
    case "aac":
    case "flac": {
      return { type: "audio/wav", bytes: speakWAV(text, body.voice, speed) };
    }
  }
}
