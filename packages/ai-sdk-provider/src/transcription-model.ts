import type {
  TranscriptionModelV4,
  TranscriptionModelV4CallOptions,
  TranscriptionModelV4Result,
} from "@ai-sdk/provider";
import type { JSONObject, TranscriptionRequest, TranscriptWord } from "@cometapi/core";
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from "@workflow/serde";
import { convertFileInput } from "./convert/file-input.ts";
import { convertRequestOptions } from "./convert/request-options.ts";
import { convertRequestId, convertResponse } from "./convert/response.ts";
import { toCallError } from "./errors.ts";
import type { ModelConfig } from "./model-config.ts";
import { aBoolean, aNumber, anObject, aString } from "./option-rules.ts";
import { type OptionRules, parseCallOptions, PROVIDER_KEY } from "./provider-options.ts";
import { deserializeConfig, serializeModel, type SerializedModel } from "./serialized-model.ts";

/** What `providerOptions.cometapi` takes for a transcription call. */
export type CometAPITranscriptionModelOptions = {
  /** Language of the recording as ISO 639-1, e.g. `en`. */
  language?: string;
  /** Words that help: names in the recording, or the text before it. */
  prompt?: string;
  temperature?: number;
  /** `json`, `verbose_json`, `srt`, `vtt`, … Default: `verbose_json` when times are asked for. */
  responseFormat?: string;
  /** Whether the text is given in English, whatever was spoken. Default false. */
  translate?: boolean;
  /** Fields merged into the form last. */
  extraBody?: JSONObject;
};

const optionRules: OptionRules<CometAPITranscriptionModelOptions> = {
  language: aString,
  prompt: aString,
  temperature: aNumber,
  responseFormat: aString,
  translate: aBoolean,
  extraBody: anObject,
};

/** A model that turns speech into text. */
export class CometAPITranscriptionModel implements TranscriptionModelV4 {
  readonly specificationVersion = "v4";
  readonly provider = "cometapi.transcription";
  readonly modelId: string;
  readonly #config: ModelConfig;

  /** Keeps the model in the state of a workflow, without the key. */
  static [WORKFLOW_SERIALIZE](model: CometAPITranscriptionModel): SerializedModel {
    return serializeModel(model.modelId, model.#config);
  }

  /** Rebuilds a model that was kept. Its key comes from the environment. */
  static [WORKFLOW_DESERIALIZE](serialized: SerializedModel): CometAPITranscriptionModel {
    return new CometAPITranscriptionModel(serialized.modelId, deserializeConfig(serialized));
  }

  constructor(modelId: string, config: ModelConfig) {
    this.modelId = modelId;
    this.#config = config;
  }

  async doGenerate(call: TranscriptionModelV4CallOptions): Promise<TranscriptionModelV4Result> {
    const { timestampGranularities, audio: data, mediaType } = call;
    const { translate, ...options } = parseCallOptions(call.providerOptions, optionRules);
    try {
      const request: TranscriptionRequest = {
        responseFormat: timestampGranularities === undefined ? undefined : "verbose_json",
        ...options,
        model: this.modelId,
        audio: convertFileInput({ type: "file", data, mediaType }),
        timestampGranularities,
      };
      const { client } = this.#config;
      const result = await (translate === true
        ? client.translate(request, convertRequestOptions(call))
        : client.transcribe(request, convertRequestOptions(call)));
      return {
        text: result.text,
        segments: result.segments.map(convertSpan),
        ...(result.words.length === 0 ? {} : { words: result.words.map(convertSpan) }),
        language: result.language,
        durationInSeconds: result.durationSeconds,
        warnings: [],
        response: { ...convertResponse(result.response, result.model), body: result.raw },
        providerMetadata: { [PROVIDER_KEY]: convertRequestId(result.response) },
      };
    } catch (error) {
      throw toCallError(error);
    }
  }
}

function convertSpan({ text, startSeconds, endSeconds }: TranscriptWord): {
  text: string;
  startSecond: number;
  endSecond: number;
} {
  return { text, startSecond: startSeconds, endSecond: endSeconds };
}
