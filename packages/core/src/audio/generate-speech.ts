import type { RequestOptions } from "../config/client-settings.ts";
import type { JSONObject } from "../json.ts";
import { mapAudioMediaType } from "../media/map-audio-format.ts";
import { parseModelId } from "../models/parse-model-id.ts";
import type { Dispatcher } from "../transport/dispatcher.ts";
import { readMedia } from "../transport/read-file.ts";
import type { SpeechRequest, SpeechResult } from "./speech-request.ts";

/** Speaks a text. */
export async function generateSpeech(
  dispatcher: Dispatcher,
  request: SpeechRequest,
  options: RequestOptions,
): Promise<SpeechResult> {
  const model = parseModelId(request.model);
  const body = convertSpeechRequest(request, model);
  const config = await dispatcher.resolveConfig(options);
  const callMeter = await dispatcher.metering.meterCall({ model, api: "speech", body }, config);
  const { data, mediaType, response } = await dispatcher.dispatch(
    {
      method: "POST",
      path: "/v1/audio/speech",
      model,
      body,
      accept: "audio/*, application/json",
      callMeter,
    },
    config,
    readMedia,
  );
  const requested = mapAudioMediaType(request.responseFormat ?? "mp3");
  // An answer that is audio has no counts.
  const used = { requestCount: 1, inputTokens: null, outputTokens: null, durationSeconds: null };
  const charge = await callMeter?.settle(used, response.requestId);
  return {
    audio: data,
    mediaType: mediaType ?? requested,
    ...(charge && { charge }),
    model,
    response,
  };
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
