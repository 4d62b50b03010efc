import type {
  SharedV4Warning,
  SpeechModelV4,
  SpeechModelV4CallOptions,
  SpeechModelV4Result,
} from "@ai-sdk/provider";
import { type JSONObject, type SettingRules, settingRules } from "@cometapi/core";
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from "@workflow/serde";
import { convertRequestOptions } from "./convert/request-options.ts";
import { convertCharge, convertRequestId, convertResponse } from "./convert/response.ts";
import { toCallError } from "./errors.ts";
import type { ModelConfig } from "./model-config.ts";
import { parseCallOptions, PROVIDER_KEY } from "./provider-options.ts";
import { deserializeConfig, serializeModel, type SerializedModel } from "./serialized-model.ts";

/** What `providerOptions.cometapi` takes for a speech call. */
export type CometAPISpeechModelOptions = {
  /** Fields merged into the request body last. */
  extraBody?: JSONObject;
};

const optionRules: SettingRules<CometAPISpeechModelOptions> = { extraBody: settingRules.object };

/** A model that speaks a text. Without a voice it speaks as `alloy`, without a format as MP3. */
export class CometAPISpeechModel implements SpeechModelV4 {
  readonly specificationVersion = "v4";
  readonly provider = "cometapi.speech";
  readonly modelId: string;
  readonly #config: ModelConfig;

  /** Keeps the model in the state of a workflow, without the key. */
  static [WORKFLOW_SERIALIZE](model: CometAPISpeechModel): SerializedModel {
    return serializeModel(model.modelId, model.#config);
  }

  /** Rebuilds a model that was kept. Its key comes from the environment. */
  static [WORKFLOW_DESERIALIZE](serialized: SerializedModel): CometAPISpeechModel {
    return new CometAPISpeechModel(serialized.modelId, deserializeConfig(serialized));
  }

  constructor(modelId: string, config: ModelConfig) {
    this.modelId = modelId;
    this.#config = config;
  }

  async doGenerate(call: SpeechModelV4CallOptions): Promise<SpeechModelV4Result> {
    const { extraBody } = parseCallOptions(call.providerOptions, optionRules);
    const request = {
      model: this.modelId,
      input: call.text,
      voice: call.voice ?? "alloy",
      responseFormat: call.outputFormat,
      speed: call.speed,
      instructions: call.instructions,
      extraBody,
    };
    try {
      const result = await this.#config.client.generateSpeech(request, convertRequestOptions(call));
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
