import { z } from "zod";
import { isJsonObject } from "../engine/conversation.ts";
import { checkBody } from "../validation/check-body.ts";
import type { EmulatorContext } from "../http/exchange.ts";
import { missingFieldError } from "../http/known-errors.ts";
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

/** `POST /v1/audio/speech`: tones as WAV, whatever format was asked for, or as bare samples for `pcm`. */
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
      const isPCM = body.response_format === "pcm";
      const speak = isPCM ? speakPCM : speakWAV;
      return new Response(new Uint8Array(speak(text, body.voice, body.speed ?? 1)), {
        headers: { "content-type": isPCM ? "audio/pcm" : "audio/wav" },
      });
    },
  };
}
