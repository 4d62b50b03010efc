import type { TranscriptionModelV4CallOptions, TranscriptionModelV4Result } from "@ai-sdk/provider";
import {
  type CometAPIClient,
  type SettingRules,
  settingRules,
  type TranscriptionRequest,
  type TranscriptWord,
} from "@cometapi/core";
import { loadFileInput } from "./convert/file-input.ts";
import { convertRequestOptions } from "./convert/request-options.ts";
import { convertCharge, convertRequestId, convertResponse } from "./convert/response.ts";
import { toCallError } from "./errors.ts";
import { parseCallOptions, PROVIDER_KEY } from "./provider-options.ts";
import type { CometAPITranscriptionModelOptions } from "./transcription-model.ts";

const optionRules: SettingRules<CometAPITranscriptionModelOptions> = {
  language: settingRules.string,
  prompt: settingRules.string,
  temperature: settingRules.number,
  responseFormat: settingRules.string,
  translate: settingRules.boolean,
  extraBody: settingRules.object,
};

/** Turns a recording into text, in its language or in English. */
export async function transcribe(
  client: CometAPIClient,
  modelId: string,
  call: TranscriptionModelV4CallOptions,
): Promise<TranscriptionModelV4Result> {
  const { timestampGranularities, audio: data, mediaType } = call;
  const { translate, ...options } = parseCallOptions(call.providerOptions, optionRules);
  try {
    const request: TranscriptionRequest = {
      responseFormat: timestampGranularities === undefined ? undefined : "verbose_json",
      ...options,
      model: modelId,
      audio: await loadFileInput({ type: "file", data, mediaType }, client, call.abortSignal),
      timestampGranularities,
    };
    const result = await (translate === true
      ? client.translate(request, convertRequestOptions(call))
      : client.transcribe(request, convertRequestOptions(call)));
    return {
      text: result.text,
      segments: result.segments.map(convertSpan),
      ...(result.words.length === 0 ? {} : { words: result.words.map(convertSpan) }),
      language: result.languageCode,
      durationInSeconds: result.durationSeconds,
      warnings: [],
      response: { ...convertResponse(result.response, result.model), body: result.raw },
      providerMetadata: {
        [PROVIDER_KEY]: { ...convertCharge(result.charge), ...convertRequestId(result.response) },
      },
    };
  } catch (error) {
    throw toCallError(error);
  }
}

function convertSpan({ text, startSeconds, endSeconds }: TranscriptWord): {
  text: string;
  startSecond: number;
  endSecond: number;
} {
  return { text, startSecond: startSeconds, endSecond: endSeconds };
}
