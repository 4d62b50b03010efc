import { parseModelId } from "../models/parse-model-id.ts";
import { appendFields } from "../transport/append-fields.ts";
import { appendFile } from "../transport/file-input.ts";
import type { TranscriptionRequest } from "./transcription-request.ts";

/** Whisper can report times, language and duration; the newer models refuse the format that holds them. */
const WHISPER = /^whisper/i;

/**
 * The form of `POST /v1/audio/transcriptions` and `/v1/audio/translations`.
 *
 * @throws {@link CometAPIError} `invalid-argument` when the recording is not a file, or is empty.
 */
export function convertTranscriptionRequest(request: TranscriptionRequest): FormData {
  const form = new FormData();
  const model = parseModelId(request.model);
  appendFile(form, request.audio, { field: "file", option: "audio" });
  appendFields(form, {
    model,
    language: request.language,
    prompt: request.prompt,
    response_format: request.responseFormat ?? (WHISPER.test(model) ? "verbose_json" : undefined),
    temperature: request.temperature,
    timestamp_granularities:
      request.timestampGranularities === undefined
        ? undefined
        : [...request.timestampGranularities],
    ...request.extraBody,
  });
  return form;
}
