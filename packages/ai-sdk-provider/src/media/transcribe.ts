import type { TranscriptionModelV4CallOptions, TranscriptionModelV4Result } from "@ai-sdk/provider";
import {
  type CometAPIClient,
  type JSONObject,
  type SettingRules,
  settingRules,
  type TranscriptionRequest,
  type TranscriptWord,
} from "@cometapi/core";
import { convertRequestOptions } from "../convert/request-options.ts";
import { convertCharge, convertRequestId, convertResponse } from "../convert/response.ts";
import { toCallError } from "../errors.ts";
import { parseCallOptions, PROVIDER_KEY } from "../provider-options.ts";
import { loadFileInput } from "./load-file-input.ts";

/** What `providerOptions.cometapi` takes for a transcription call. */
export type CometAPITranscriptionModelOptions = {
  /** Language of the recording as ISO 639-1, e.g. `en`. */
  language?: string;
  /** Text that helps the model: names in the recording, or what was said before it. */
  prompt?: string;
  temperature?: number;
  /** `json`, `verbose_json`, `srt`, `vtt`, … Default: `verbose_json` for Whisper and if the call asks for times. */
  responseFormat?: string;
  /** Whether the text is translated into English. Default false. */
  translate?: boolean;
  /** Fields merged into the form last. */
  extraBody?: JSONObject;
};

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
      ...(result.usage === undefined ? {} : { usage: result.usage }),
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
