import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamResult,
  SharedV4Warning,
} from "@ai-sdk/provider";
import {
  type ChatAnswer,
  type ChatApiSetting,
  type ChatRequest,
  type ChatStream,
  findSupportedURLs,
  parseModelId,
  type RequestOptions,
  resolveModelTraits,
} from "@cometapi/core";
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from "@workflow/serde";
import { callOptionRules } from "./chat-language-model-options.ts";
import type { EventConverterConfig } from "../convert/events.ts";
import { convertRequestOptions } from "../convert/request-options.ts";
import { convertRequestId, convertWarnings } from "../convert/response.ts";
import { toCallError } from "../errors.ts";
import { loadOnce } from "./load-once.ts";
import type { ModelConfig } from "../model-config.ts";
import { parseCallOptions, PROVIDER_KEY } from "../provider-options.ts";
import { deserializeConfig, serializeModel, type SerializedModel } from "../serialized-model.ts";

// The converters are loaded with the first call, so that the first chunk of a bundle is smaller.
const loadRequest = loadOnce(() => import("../convert/request.ts"));
const loadAnswer = loadOnce(() => import("../convert/answer.ts"));
const loadPartStream = loadOnce(() => import("./create-part-stream.ts"));

/** A chat model as it is kept in the state of a workflow. */
export interface SerializedChatModel extends SerializedModel {
  api: ChatApiSetting;
}

/** A call, and what was made of it for core. */
interface PreparedCall {
  call: LanguageModelV4CallOptions;
  request: ChatRequest;
  requestOptions: RequestOptions;
  /** What of the call could not be sent. */
  warnings: SharedV4Warning[];
}

/**
 * A text model of CometAPI, on the API that suits the model, or on the one that was chosen.
 *
 * Calls throw `LoadAPIKeyError` without a key, and `APICallError` for any other failure before the first
 * output.
 */
export class CometAPIChatLanguageModel implements LanguageModelV4 {
  readonly specificationVersion = "v4";
  readonly provider: string;
  readonly modelId: string;
  /** Addresses of files that are sent as they are. The AI SDK downloads all other files. */
  readonly supportedUrls: Record<string, RegExp[]>;
  readonly #api: ChatApiSetting;
  readonly #config: ModelConfig;

  /** Keeps the model in the state of a workflow, without the key. */
  static [WORKFLOW_SERIALIZE](model: CometAPIChatLanguageModel): SerializedChatModel {
    return { ...serializeModel(model.modelId, model.#config), api: model.#api };
  }

  /** Rebuilds a model that was kept. Its key comes from the environment. */
  static [WORKFLOW_DESERIALIZE](serialized: SerializedChatModel): CometAPIChatLanguageModel {
    const { modelId, api } = serialized;
    return new CometAPIChatLanguageModel(modelId, api, deserializeConfig(serialized));
  }

  constructor(modelId: string, api: ChatApiSetting, config: ModelConfig) {
    this.modelId = modelId;
    const { modelTraits } = config.settings;
    const likely =
      api === "auto" ? resolveModelTraits(parseModelId(modelId), modelTraits).api : api;
    this.provider = `${PROVIDER_KEY}.${likely}`;
    this.supportedUrls = findSupportedURLs(modelId, api, modelTraits);
    this.#api = api;
    this.#config = config;
  }

  async doGenerate(call: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> {
    const prepared = await this.#prepare(call);
    try {
      const { convertAnswer } = await loadAnswer();
      const answer = await this.#config.client.chat(prepared.request, prepared.requestOptions);
      for (const event of answer.events) if (event.type === "error") throw event.error;
      const { metadata, warnings, ...result } = convertAnswer(
        answer.events,
        this.#createConverterConfig(prepared, answer),
      );
      return {
        ...result,
        warnings: [...prepared.warnings, ...convertWarnings(answer.warnings), ...warnings],
        request: answer.request,
        response: { ...metadata, headers: answer.response.headers, body: answer.raw },
      };
    } catch (error) {
      throw toCallError(error);
    }
  }

  async doStream(call: LanguageModelV4CallOptions): Promise<LanguageModelV4StreamResult> {
    const prepared = await this.#prepare(call);
    try {
      const { createPartStream } = await loadPartStream();
      const answer = await this.#config.client.streamChat(
        prepared.request,
        prepared.requestOptions,
      );
      return {
        stream: createPartStream(
          answer.batches,
          [...prepared.warnings, ...convertWarnings(answer.warnings)],
          this.#createConverterConfig(prepared, answer),
        ),
        request: answer.request,
        response: { headers: answer.response.headers },
      };
    } catch (error) {
      throw toCallError(error);
    }
  }

  async #prepare(call: LanguageModelV4CallOptions): Promise<PreparedCall> {
    const { settings } = this.#config;
    const options = parseCallOptions(call.providerOptions, callOptionRules);
    const { convertRequest } = await loadRequest();
    const { request, warnings } = convertRequest(this.modelId, call, options);
    request.api = options.api ?? this.#api;
    request.includeUsage ??= settings.includeUsage;
    if (settings.extractMetadata !== undefined) request.includeRaw = true;
    const requestOptions: RequestOptions = {
      ...convertRequestOptions(call),
      fallbackModels: options.fallbackModels,
      maxFallbackPriceRatio: options.maxFallbackPriceRatio,
      tag: options.tag,
    };
    return { call, request, requestOptions, warnings };
  }

  #createConverterConfig(
    { call, request }: PreparedCall,
    answer: ChatAnswer | ChatStream,
  ): EventConverterConfig {
    const { settings, generateId } = this.#config;
    return {
      generateId,
      tools: new Set(call.tools?.map(({ name }) => name)),
      schema: findSchema(request),
      includesRaw: call.includeRawChunks === true,
      extractMetadata: settings.extractMetadata,
      metadata: { model: answer.model, api: answer.api, ...convertRequestId(answer.response) },
    };
  }
}

/** The schema of an answer in JSON. It is empty if any JSON was asked for. */
function findSchema({ responseFormat }: ChatRequest): EventConverterConfig["schema"] {
  if (responseFormat?.type === "json-object") return {};
  return responseFormat?.type === "json-schema" ? responseFormat.schema : undefined;
}
