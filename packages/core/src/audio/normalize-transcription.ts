import { isJSONObject, isObject, numberOf, textOf } from "../json-access.ts";
import type { JSONObject, JSONValue } from "../json.ts";
import { invalidAnswer } from "../errors/invalid-answer.ts";
import { parseSubtitles } from "./parse-subtitles.ts";
import type { TranscriptSegment, TranscriptWord } from "./transcription-request.ts";

/** What an answer of a transcription holds. */
export interface TranscriptionAnswer {
  text: string;
  segments: TranscriptSegment[];
  words: TranscriptWord[];
  language: string | undefined;
  durationSeconds: number | undefined;
  usage: JSONObject | undefined;
  raw: JSONValue;
}

/**
 * Reads a JSON answer of `POST /v1/audio/transcriptions` or `/v1/audio/translations`. A recording in
 * which nobody speaks has the text `""`.
 *
 * @throws {@link CometAPIError} `invalid-response` for an answer without text.
 */
export function normalizeTranscription(body: unknown): TranscriptionAnswer {
  if (!isJSONObject(body)) throw invalidAnswer("it is not an object");
  const segments = listOf(body["segments"]).map(normalizeSegment).filter(isKnown);
  const words = listOf(body["words"]).map(normalizeWord).filter(isKnown);
  const text = typeof body["text"] === "string" ? body["text"] : joinText(segments);
  if (text === undefined) throw invalidAnswer("it has no `text`");
  const usage = isJSONObject(body["usage"]) ? body["usage"] : undefined;
  return {
    text,
    segments,
    words,
    language: textOf(body["language"]),
    durationSeconds: numberOf(body["duration"]) ?? numberOf(usage?.["seconds"]),
    usage,
    raw: body,
  };
}

/** Reads an answer that is text. Subtitles are split into segments; any other text is the transcript itself. */
export function normalizeTranscriptionText(document: string): TranscriptionAnswer {
  const segments = parseSubtitles(document);
  return {
    text: joinText(segments) ?? document.trim(),
    segments,
    words: [],
    language: undefined,
    durationSeconds: undefined,
    usage: undefined,
    raw: document,
  };
}

function normalizeSegment(segment: unknown): TranscriptSegment | undefined {
  const word = normalizeWord(segment);
  if (word === undefined || !isObject(segment)) return undefined;
  return { ...word, speaker: textOf(segment["speaker"]) };
}

function normalizeWord(word: unknown): TranscriptWord | undefined {
  if (!isObject(word)) return undefined;
  const text = textOf(word["word"]) ?? textOf(word["text"]);
  const startSeconds = numberOf(word["start"]);
  const endSeconds = numberOf(word["end"]);
  if (text === undefined || startSeconds === undefined || endSeconds === undefined)
    return undefined;
  return { text, startSeconds, endSeconds };
}

function joinText(segments: TranscriptSegment[]): string | undefined {
  if (segments.length === 0) return undefined;
  return segments.map(({ text }) => text.trim()).join(" ");
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isKnown<T>(value: T | undefined): value is T {
  return value !== undefined;
}
