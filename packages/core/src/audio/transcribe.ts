import type { RequestOptions } from "../config/client-settings.ts";
import { isBlank } from "../errors/normalize-error-body.ts";
import { isObject, numberOf, objectOf, parseJSON } from "../json-access.ts";
import type { BilledUsage } from "../money/calculate-cost.ts";
import { toLanguageCode } from "./to-language-code.ts";
import { parseModelId } from "../models/parse-model-id.ts";
import type { Dispatcher } from "../transport/dispatcher.ts";
import { throwIfWebPage } from "../transport/base-url-error.ts";
import type { TransportResponse } from "../transport/transport-request.ts";
import { normalizeAnswer, throwIfError } from "../transport/call-for-json.ts";
import { convertTranscriptionRequest } from "./convert-transcription-request.ts";
import { normalizeTranscription, normalizeTranscriptionText } from "./normalize-transcription.ts";
import type {
  TranscriptionRequest,
  TranscriptionResult,
  TranslationRequest,
} from "./transcription-request.ts";

/** Turns speech into text in its own language. */
export async function transcribe(
  dispatcher: Dispatcher,
  request: TranscriptionRequest,
  options: RequestOptions,
): Promise<TranscriptionResult> {
  return callForTranscript(dispatcher, "/v1/audio/transcriptions", request, options);
}

/** Turns speech into English text. */
export async function translate(
  dispatcher: Dispatcher,
  request: TranslationRequest,
  options: RequestOptions,
): Promise<TranscriptionResult> {
  return callForTranscript(dispatcher, "/v1/audio/translations", request, options);
}

async function callForTranscript(
  dispatcher: Dispatcher,
  path: string,
  request: TranscriptionRequest,
  options: RequestOptions,
): Promise<TranscriptionResult> {
  const body = convertTranscriptionRequest(request);
  const model = parseModelId(request.model);
  const config = await dispatcher.resolveConfig(options);
  const accept = "application/json, text/plain, text/vtt, application/x-subrip";
  const callMeter = await dispatcher.metering.meterCall(
    { model, api: "transcriptions", body },
    config,
  );
  const transcript = await dispatcher.dispatch(
    { method: "POST", path, model, body, accept, callMeter },
    config,
    (response) => readTranscript(response, model),
  );
  const charge = await callMeter?.settle(toBilledUsage(transcript), transcript.response.requestId);
  return { ...transcript, ...(charge && { charge }) };
}

function toBilledUsage({ usage = {}, durationSeconds }: TranscriptionResult): BilledUsage {
  const inputTokens = numberOf(usage["input_tokens"]);
  const { audio_tokens: audioTokens } = objectOf(usage["input_token_details"]);
  return {
    requestCount: 1,
    inputTokens: inputTokens ?? null,
    outputTokens: numberOf(usage["output_tokens"]) ?? null,
    // Without details, all of the input may be sound.
    audioTokens: numberOf(audioTokens) ?? inputTokens,
    // The seconds that are charged may be rounded up.
    durationSeconds: numberOf(usage["seconds"]) ?? durationSeconds ?? null,
  };
}

// Whether an answer is JSON is found in its text: relays label subtitles as JSON and JSON as text.
async function readTranscript(
  response: TransportResponse,
  model: string,
): Promise<TranscriptionResult> {
  const document = await response.body.readText();
  const body = parseJSON(document.replace(/^\uFEFF/, ""));
  if (!isObject(body)) throwIfWebPage(document, response);
  const isText = isObject(body) && !isBlank(body["text"]);
  if (!isText) throwIfError(body, document, response);
  const answer = isObject(body)
    ? normalizeAnswer(normalizeTranscription, body, document, response)
    : normalizeTranscriptionText(typeof body === "string" ? body : document);
  const languageCode = toLanguageCode(answer.language);
  return { ...answer, languageCode, model, response: response.received };
}
