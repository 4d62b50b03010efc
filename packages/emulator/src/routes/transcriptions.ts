import type { EmulatorContext } from "../http/exchange.ts";
import { invalidRequestError, missingFieldError } from "../http/known-errors.ts";
import type { FormFields } from "../http/read-form.ts";
import { readMP3 } from "../media/speak-mp3.ts";
import { readWAV } from "../media/speak-wav.ts";
import { findModelOfType } from "./find-served-model.ts";
import type { PreparedAnswer } from "./serve-endpoint.ts";

const formats = ["json", "text", "srt", "verbose_json", "vtt"];

/**
 * `POST /v1/audio/transcriptions` and `/translations`: the text that the emulator's own speech carries; of other
 * audio it can only say how long it is.
 */
export async function prepareTranscription(
  context: EmulatorContext,
  { texts, files }: FormFields,
): Promise<PreparedAnswer> {
  findModelOfType(texts["model"], "audio", context.get("exchange").config);
  const file = files["file"]?.[0];
  if (file === undefined) throw missingFieldError("file");
  const format = texts["response_format"] ?? "json";
  if (!formats.includes(format)) {
    throw invalidRequestError(
      `Invalid value for 'response_format': expected one of ${formats.join(", ")}.`,
      "response_format",
      "invalid_value",
    );
  }
  const bytes = Buffer.from(await file.arrayBuffer());
  if (bytes.length === 0) throw invalidRequestError("Audio file is empty.", "file");
  const audio = readWAV(bytes) ?? readMP3(bytes);
  const seconds = audio?.seconds ?? 0;
  const heard = audio?.text ?? `[${file.name}: ${describeLength(seconds, bytes.length)} of audio]`;
  return {
    request: {
      api: "transcriptions",
      model: texts["model"] ?? "",
      text: heard,
      tools: [],
      isStream: false,
      hasToolResults: false,
    },
    respond: (script) => {
      const text = script?.text ?? heard;
      const hasWords = texts["timestamp_granularities"]?.includes("word") === true;
      return encodeTranscription(context, { text, seconds, hasWords }, format);
    },
  };
}

interface Heard {
  text: string;
  seconds: number;
  /** Whether the time of each word was asked for. */
  hasWords: boolean;
}

function encodeTranscription(
  context: EmulatorContext,
  { text, seconds, hasWords }: Heard,
  format: string,
): Response {
  const end = new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23);
  switch (format) {
    case "text": {
      return context.text(`${text}\n`);
    }
    case "srt": {
      return context.text(`1\n00:00:00,000 --> ${end.replace(".", ",")}\n${text}\n`);
    }
    case "vtt": {
      return context.text(`WEBVTT\n\n00:00:00.000 --> ${end}\n${text}\n`);
    }
    case "verbose_json": {
      const segment = {
        id: 0,
        seek: 0,
        start: 0,
        end: seconds,
        text,
        tokens: [],
        temperature: 0,
        avg_logprob: -0.1,
        compression_ratio: 1,
        no_speech_prob: 0,
      };
      return context.json({
        task: "transcribe",
        language: "english",
        duration: seconds,
        text,
        segments: [segment],
        ...(hasWords ? { words: timeWords(text, seconds) } : {}),
        usage: { type: "duration", seconds: Math.ceil(seconds) },
      });
    }
    default: {
      return context.json({ text, usage: { type: "duration", seconds: Math.ceil(seconds) } });
    }
  }
}

function describeLength(seconds: number, bytes: number): string {
  return seconds > 0 ? `${seconds.toFixed(1)} seconds` : `${bytes} bytes`;
}

/** Every word with its share of the time. */
function timeWords(text: string, seconds: number): { word: string; start: number; end: number }[] {
  const words = text.split(/\s+/u).filter((word) => word !== "");
  const share = seconds / Math.max(1, words.length);
  return words.map((word, index) => ({ word, start: index * share, end: (index + 1) * share }));
}
