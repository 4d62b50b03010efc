import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamResult,
} from "@ai-sdk/provider";
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from "@workflow/serde";
import type { ModelConfig } from "../model-config.ts";
import { PROVIDER_KEY } from "../provider-options.ts";
import { deserializeConfig, serializeModel, type SerializedModel } from "../serialized-model.ts";
import type { NativeAPIName } from "./native-api.ts";

/** A native model as it is kept in the state of a workflow. */
export interface SerializedNativeModel extends SerializedModel {
  api: NativeAPIName;
}

const webURLs = [/^https?:\/\//];
const youTubeURLs = [/^https:\/\/(?:www\.)?youtube\.com\/watch\?/, /^https:\/\/youtu\.be\//];

/** Addresses that are passed on as they are; the AI SDK downloads all others. */
const supportedUrls: Record<NativeAPIName, Record<string, RegExp[]>> = {
  responses: { "image/*": webURLs, "application/pdf": webURLs },
  messages: { "image/*": webURLs, "application/pdf": webURLs },
  gemini: { "*": youTubeURLs },
};

/**
 * A model on one of CometAPI's native text APIs: Responses, Anthropic Messages, Gemini. It is made at
 * once; the first call loads the AI SDK's package that speaks the format.
 */
export class CometAPINativeLanguageModel implements LanguageModelV4 {
  readonly specificationVersion = "v4";
  readonly provider: string;
  readonly modelId: string;
  readonly supportedUrls: Record<string, RegExp[]>;
  readonly #api: NativeAPIName;
  readonly #config: ModelConfig;
  #delegate: Promise<LanguageModelV4> | undefined;

  /** Keeps the model in the state of a workflow, without the key. */
  static [WORKFLOW_SERIALIZE](model: CometAPINativeLanguageModel): SerializedNativeModel {
    return { ...serializeModel(model.modelId, model.#config), api: model.#api };
  }

  /** Rebuilds a model that was kept. Its key comes from the environment. */
  static [WORKFLOW_DESERIALIZE](serialized: SerializedNativeModel): CometAPINativeLanguageModel {
    const { modelId, api } = serialized;
    return new CometAPINativeLanguageModel(modelId, api, deserializeConfig(serialized));
  }

  constructor(modelId: string, api: NativeAPIName, config: ModelConfig) {
    this.modelId = modelId;
    this.provider = `${PROVIDER_KEY}.${api}`;
    this.supportedUrls = supportedUrls[api];
    this.#api = api;
    this.#config = config;
  }

  async doGenerate(call: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> {
    return (await this.#load()).doGenerate(call);
  }

  async doStream(call: LanguageModelV4CallOptions): Promise<LanguageModelV4StreamResult> {
    return (await this.#load()).doStream(call);
  }

  #load(): Promise<LanguageModelV4> {
    this.#delegate ??= this.#create();
    return this.#delegate;
  }

  async #create(): Promise<LanguageModelV4> {
    try {
      const { createDelegate } = await import("./delegate.ts");
      return createDelegate(this.modelId, this.#api, this.#config);
    } catch (error) {
      this.#delegate = undefined;
      throw error;
    }
  }
}
