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
import {
  type CometAPIChatLanguageModelOptions,
  callOptionRules,
} from "./chat-language-model-options.ts";
import type { EventConverterConfig } from "./convert/events.ts";
import { convertHeaders } from "./convert/request-options.ts";
import { convertRequestId } from "./convert/response.ts";
import { convertWarnings } from "./convert/warnings.ts";
import { toCallError } from "./errors.ts";
import { loadOnce } from "./load-once.ts";
import type { ModelConfig } from "./model-config.ts";
import { parseCallOptions, PROVIDER_KEY } from "./provider-options.ts";
import { deserializeConfig, serializeModel, type SerializedModel } from "./serialized-model.ts";

// What converts requests and answers is loaded with the first call, so that a bundle begins with less.
const loadRequest = loadOnce(() => import("./convert/request.ts"));
const loadAnswer = loadOnce(() => import("./convert/answer.ts"));
const loadPartStream = loadOnce(() => import("./create-part-stream.ts"));

/** A chat model as it is kept in the state of a workflow. */
export interface SerializedChatModel extends SerializedModel {
  api: ChatApiSetting;
}

/**
 * A text model of CometAPI, on the API that carries what the model is for, or on the one that was
 * chosen.
 *
 * Calls throw `LoadAPIKeyError` without a key, and `APICallError` for everything else that goes wrong
 * before the first output.
 */
export class CometAPIChatLanguageModel implements LanguageModelV4 {
  readonly specificationVersion = "v4";
  readonly provider: string;
  readonly modelId: string;
  /** Addresses that are passed on as they are; the AI SDK downloads all others. */
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
    const { request, requestOptions, options, warnings } = await this.#prepare(call);
    try {
      const { convertAnswer } = await loadAnswer();
      const answer = await this.#config.client.chat(request, requestOptions);
      for (const event of answer.events) if (event.type === "error") throw event.error;
      const {
        metadata,
        warnings: answerWarnings,
        ...result
      } = await convertAnswer(answer.events, this.#converterConfig(answer, request, options, call));
      return {
        ...result,
        warnings: [...warnings, ...convertWarnings(answer.warnings), ...answerWarnings],
        request: answer.request,
        response: { ...metadata, headers: answer.response.headers, body: answer.raw },
      };
    } catch (error) {
      throw toCallError(error);
    }
  }

  async doStream(call: LanguageModelV4CallOptions): Promise<LanguageModelV4StreamResult> {
    const { request, requestOptions, options, warnings } = await this.#prepare(call);
    try {
      const { createPartStream } = await loadPartStream();
      const answer = await this.#config.client.streamChat(request, requestOptions);
      return {
        stream: createPartStream(
          answer.batches,
          [...warnings, ...convertWarnings(answer.warnings)],
          this.#converterConfig(answer, request, options, call),
        ),
        request: answer.request,
        response: { headers: answer.response.headers },
      };
    } catch (error) {
      throw toCallError(error);
    }
  }

  async #prepare(call: LanguageModelV4CallOptions): Promise<{
    request: ChatRequest;
    requestOptions: RequestOptions;
    options: Partial<CometAPIChatLanguageModelOptions>;
    warnings: SharedV4Warning[];
  }> {
    const { settings } = this.#config;
    const options = parseCallOptions(call.providerOptions, callOptionRules);
    const { convertRequest } = await loadRequest();
    const { request, warnings } = convertRequest(this.modelId, call, options);
    request.api = options.api ?? this.#api;
    request.includeUsage ??= settings.includeUsage;
    if (settings.extractMetadata !== undefined) request.includeRaw = true;
    const requestOptions: RequestOptions = {
      signal: call.abortSignal,
      headers: convertHeaders(call.headers),
      fallbackModels: options.fallbackModels,
      maxFallbackPriceRatio: options.maxFallbackPriceRatio,
      tag: options.tag,
    };
    return { request, requestOptions, options, warnings };
  }

  #converterConfig(
    answer: ChatAnswer | ChatStream,
    request: ChatRequest,
    options: Partial<CometAPIChatLanguageModelOptions>,
    call: LanguageModelV4CallOptions,
  ): EventConverterConfig {
    const { settings, generateId } = this.#config;
    return {
      generateId,
      audioFormat: options.audio?.format ?? "wav",
      tools: new Set(call.tools?.map(({ name }) => name)),
      schema: findSchema(request),
      includesRaw: call.includeRawChunks === true,
      extractMetadata: settings.extractMetadata,
      metadata: { model: answer.model, api: answer.api, ...convertRequestId(answer.response) },
    };
  }
}

/** What the answer shall be, where it was asked for as JSON. */
function findSchema({ responseFormat }: ChatRequest): EventConverterConfig["schema"] {
  if (responseFormat?.type === "json-object") return {};
  return responseFormat?.type === "json-schema" ? responseFormat.schema : undefined;
}
