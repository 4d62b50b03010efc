import type { ReceivedResponse } from "../chat/chat-answer.ts";
import type { JSONObject } from "../json.ts";
import type { Cost } from "../money/cost.ts";
import type { SpeechModelId } from "../models/model-ids.ts";

/** A text to speak. */
export interface SpeechRequest {
  /** Model id, e.g. `tts-1` or `gpt-4o-mini-tts`. A leading `cometapi/` is removed. */
  model: SpeechModelId;
  /** The text to speak, at most 4096 characters (CometAPI documentation). */
  input: string;
  /** `alloy`, `ash`, `ballad`, `coral`, `echo`, `fable`, `onyx`, `nova`, `sage`, `shimmer`, … */
  voice: string;
  /** Default `mp3`, the service's own. */
  responseFormat?: "mp3" | "opus" | "aac" | "flac" | "wav" | "pcm" | (string & {}) | undefined;
  /** From 0.25 to 4. Default 1. */
  speed?: number | undefined;
  /** How to speak, for models that know the option (`gpt-4o-mini-tts`). */
  instructions?: string | undefined;
  /** Fields merged into the wire body last. */
  extraBody?: Readonly<JSONObject> | undefined;
}

/** The spoken text. */
export interface SpeechResult {
  audio: Uint8Array<ArrayBuffer>;
  /** E.g. `audio/mpeg`: from the bytes, otherwise the service's content type, otherwise the requested format. */
  mediaType: string;
  /** The model id that was asked. */
  model: string;
  response: ReceivedResponse;
  /** What it cost. Only with `includeCost`. */
  charge?: Cost | undefined;
}
