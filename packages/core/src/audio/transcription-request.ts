import type { Cost } from "../money/cost.ts";
import type { ReceivedResponse } from "../chat/chat-answer.ts";
import type { JSONObject, JSONValue } from "../json.ts";
import type { TranscriptionModelId } from "../models/model-ids.ts";
import type { FileInput } from "../transport/file-input.ts";

/** Speech to turn into English text. */
export interface TranslationRequest {
  /** Model id, e.g. `whisper-1`. A leading `cometapi/` is removed. */
  model: TranscriptionModelId;
  audio: FileInput;
  /** Words that help: names in the recording, or the text before it. */
  prompt?: string | undefined;
  /**
   * How detailed the answer is: `json` has the text only, `verbose_json` segments, words, language and duration.
   * `srt` and `vtt` are subtitles; segments are read from them. Default: `verbose_json` for Whisper, which takes it,
   * `json` for other models.
   */
  responseFormat?: "json" | "text" | "srt" | "verbose_json" | "vtt" | (string & {}) | undefined;
  temperature?: number | undefined;
  /** Fields merged into the form last. */
  extraBody?: Readonly<JSONObject> | undefined;
}

/** Speech to turn into text in its own language. */
export interface TranscriptionRequest extends TranslationRequest {
  /** Language of the recording as ISO 639-1, e.g. `en`. Makes the result better and faster. */
  language?: string | undefined;
  /** What has times in `verbose_json`. Default: segments. */
  timestampGranularities?: readonly ("word" | "segment")[] | undefined;
}

/** A piece of the text with its time. */
export interface TranscriptSegment {
  text: string;
  startSeconds: number;
  endSeconds: number;
  /** Who speaks, for models that distinguish speakers. */
  speaker: string | undefined;
}

/** A word with its time. */
export interface TranscriptWord {
  text: string;
  startSeconds: number;
  endSeconds: number;
}

/** What was said. */
export interface TranscriptionResult {
  text: string;
  /** Empty where the answer has none. */
  segments: TranscriptSegment[];
  /** Empty where the answer has none. */
  words: TranscriptWord[];
  /** Language of the recording in the model's words: `english`, or `en`. */
  language: string | undefined;
  /** The same as ISO 639-1: `en`. Undefined for a language without such a code. */
  languageCode: string | undefined;
  durationSeconds: number | undefined;
  /** What the service counted, in its own words: tokens, or seconds of the recording. */
  usage: JSONObject | undefined;
  /** The model id that was asked. */
  model: string;
  response: ReceivedResponse;
  /** The answer as it came: an object, or the text of subtitles. */
  raw: JSONValue;
  /** What it cost. Only with `includeCost`. */
  charge?: Cost | undefined;
}
