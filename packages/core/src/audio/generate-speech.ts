import type { RequestOptions } from "../config/client-settings.ts";
import type { JSONObject } from "../json.ts";
import { parseModelId } from "../models/parse-model-id.ts";
import type { Dispatcher } from "../transport/dispatcher.ts";
import { readFile } from "../transport/read-file.ts";
import type { SpeechRequest, SpeechResult } from "./speech-request.ts";

/** Media types of the documented formats. */
const MEDIA_TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    mp3: "audio/mpeg",
    opus: "audio/ogg",
    aac: "audio/aac",
    flac: "audio/flac",
    wav: "audio/wav",
    // OpenAI's raw samples: 24 kHz, 16 bit, mono, little-endian.
    pcm: "audio/pcm",
  }),
);

/** Speaks a text. */
export async function generateSpeech(
  dispatcher: Dispatcher,
  request: SpeechRequest,
  options: RequestOptions,
): Promise<SpeechResult> {
  const model = parseModelId(request.model);
  const body = convertSpeechRequest(request, model);
  const config = await dispatcher.resolveConfig(options);
  const { data, mediaType, response } = await dispatcher.dispatch(
    { method: "POST", path: "/v1/audio/speech", body, accept: "audio/*, application/json" },
    config,
    readFile,
  );
  return { audio: data, mediaType: mediaType ?? mediaTypeOf(request), model, response };
}

/** The wire body of `POST /v1/audio/speech`. */
function convertSpeechRequest(request: SpeechRequest, model: string): JSONObject {
  return {
    model,
    input: request.input,
    voice: request.voice,
    response_format: request.responseFormat,
    speed: request.speed,
    instructions: request.instructions,
    ...request.extraBody,
  };
}

function mediaTypeOf({ responseFormat = "mp3" }: SpeechRequest): string {
  return MEDIA_TYPES.get(responseFormat) ?? `audio/${responseFormat}`;
}
