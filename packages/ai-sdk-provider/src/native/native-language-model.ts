import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from "@ai-sdk/provider-utils";
import type {
  JSONObject,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamResult,
  SharedV4Warning,
} from "@ai-sdk/provider";
import { PROVIDER_KEY } from "../provider-options.ts";
import { convertHeaders } from "../convert/headers.ts";
import type { ModelConfig } from "../model-config.ts";
import { deserializeConfig, serializeModel, type SerializedModel } from "../serialized-model.ts";
import { convertNativeOptions } from "./convert-native-options.ts";
import { createNativePartStream } from "./create-native-part-stream.ts";
import type { NativeAPI, NativeAPIName } from "./native-api.ts";
import { nativeAPIs } from "./native-apis.ts";
import { toNativeCallError } from "./to-native-call-error.ts";

/** A native model as it is kept in the state of a workflow. */
export interface SerializedNativeModel extends SerializedModel {
  api: NativeAPIName;
}

/**
 * A model on one of CometAPI's native text APIs. It is made at once; the AI SDK's package that speaks
 * the format is loaded by the first call. Requests go through core, errors are classified by it.
 */
export class CometAPINativeLanguageModel implements LanguageModelV4 {
  readonly specificationVersion = "v4";
  readonly provider: string;
  readonly modelId: string;
  readonly supportedUrls: Record<string, RegExp[]>;
  readonly #api: NativeAPI;
  readonly #config: ModelConfig;
  #model: Promise<LanguageModelV4> | undefined;

  /** Keeps the model in the state of a workflow, without the key. */
  static [WORKFLOW_SERIALIZE](model: CometAPINativeLanguageModel): SerializedNativeModel {
    return { ...serializeModel(model.modelId, model.#config), api: model.#api.name };
  }

  /** Rebuilds a model that was kept. Its key comes from the environment. */
  static [WORKFLOW_DESERIALIZE](serialized: SerializedNativeModel): CometAPINativeLanguageModel {
    const { modelId, api } = serialized;
    return new CometAPINativeLanguageModel(modelId, api, deserializeConfig(serialized));
  }

  constructor(modelId: string, api: NativeAPIName, config: ModelConfig) {
    this.modelId = modelId;
    this.provider = `${PROVIDER_KEY}.${api}`;
    this.#api = nativeAPIs[api](modelId, config);
    this.supportedUrls = this.#api.supportedUrls;
    this.#config = config;
  }

  async doGenerate(call: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> {
    const { options, warnings } = this.#prepare(call);
    try {
      const model = await this.#load();
      const result = await model.doGenerate(options);
      return {
        ...result,
        warnings: [...warnings, ...result.warnings],
        providerMetadata: this.#addMetadata(result.providerMetadata),
      };
    } catch (error) {
      throw toNativeCallError(error);
    }
  }

  async doStream(call: LanguageModelV4CallOptions): Promise<LanguageModelV4StreamResult> {
    const { options, warnings } = this.#prepare(call);
    try {
      const model = await this.#load();
      const { stream, ...result } = await model.doStream(options);
      return {
        ...result,
        stream: createNativePartStream(stream, warnings, (metadata) => this.#addMetadata(metadata)),
      };
    } catch (error) {
      throw toNativeCallError(error);
    }
  }

  #prepare(call: LanguageModelV4CallOptions): {
    options: LanguageModelV4CallOptions;
    warnings: SharedV4Warning[];
  } {
    const { providerOptions, warnings } = convertNativeOptions(call.providerOptions, this.#api);
    return {
      options: { ...call, providerOptions, headers: convertHeaders(call.headers) },
      warnings,
    };
  }

  #load(): Promise<LanguageModelV4> {
    this.#model ??= this.#api.load(this.modelId).catch((error: unknown) => {
      this.#model = undefined;
      throw error;
    });
    return this.#model;
  }

  #addMetadata(metadata: Record<string, JSONObject> | undefined): Record<string, JSONObject> {
    return { ...metadata, [PROVIDER_KEY]: { ...metadata?.[PROVIDER_KEY], api: this.#api.name } };
  }
}
