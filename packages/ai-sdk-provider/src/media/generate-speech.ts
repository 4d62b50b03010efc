import type {
  SharedV4Warning,
  SpeechModelV4CallOptions,
  SpeechModelV4Result,
} from "@ai-sdk/provider";
import {
  type CometAPIClient,
  type JSONObject,
  type SettingRules,
  settingRules,
} from "@cometapi/core";
import { convertRequestOptions } from "../convert/request-options.ts";
import { convertCharge, convertRequestId, convertResponse } from "../convert/response.ts";
import { toCallError } from "../errors.ts";
import { parseCallOptions, PROVIDER_KEY } from "../provider-options.ts";

/** What `providerOptions.cometapi` takes for a speech call. */
export type CometAPISpeechModelOptions = {
  /** Fields merged into the request body last. */
  extraBody?: JSONObject;
};

const optionRules: SettingRules<CometAPISpeechModelOptions> = { extraBody: settingRules.object };

/** Turns a text into speech. */
export async function generateSpeech(
  client: CometAPIClient,
  modelId: string,
  call: SpeechModelV4CallOptions,
): Promise<SpeechModelV4Result> {
  const { extraBody } = parseCallOptions(call.providerOptions, optionRules);
  const request = {
    model: modelId,
    input: call.text,
    voice: call.voice ?? "alloy",
    responseFormat: call.outputFormat,
    speed: call.speed,
    instructions: call.instructions,
    extraBody,
  };
  try {
    const result = await client.generateSpeech(request, convertRequestOptions(call));
    return {
      audio: result.audio,
      warnings: findUnsupported(call),
      response: convertResponse(result.response, result.model),
      providerMetadata: {
        [PROVIDER_KEY]: {
          mediaType: result.mediaType,
          ...convertCharge(result.charge),
          ...convertRequestId(result.response),
        },
      },
    };
  } catch (error) {
    throw toCallError(error);
  }
}

function findUnsupported({ language }: SpeechModelV4CallOptions): SharedV4Warning[] {
  if (language === undefined) return [];
  return [
    {
      type: "unsupported",
      feature: "language",
      details: "The models speak the language of the text.",
    },
  ];
}
