import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamResult,
  SharedV4ProviderMetadata,
  SharedV4Warning,
} from "@ai-sdk/provider";
import { type CometAPIClient, parseModelId } from "@cometapi/core";
import { convertHeaders } from "../convert/headers.ts";
import type { ModelConfig } from "../model-config.ts";
import { PROVIDER_KEY } from "../provider-options.ts";
import { convertNativeOptions } from "./convert-native-options.ts";
import { convertNativePrompt, convertNativeTools } from "./convert-native-prompt.ts";
import { createNativeFetch } from "./create-native-fetch.ts";
import { createNativePartStream, type NativeOutcome } from "./create-native-part-stream.ts";
import { createGeminiAPI } from "./gemini.ts";
import { createMessagesAPI } from "./messages.ts";
import type { NativeAPI, NativeAPIName } from "./native-api.ts";
import { createResponsesAPI } from "./responses.ts";
import { toNativeCallError } from "./to-native-call-error.ts";

/** A model of the AI SDK's package for an API, which its first call loads, sent through core. */
export function createDelegate(
  modelId: string,
  name: NativeAPIName,
  { client, generateId }: ModelConfig,
): LanguageModelV4 {
  const api = {
    responses: () => createResponsesAPI(client, modelId),
    messages: () => createMessagesAPI(client),
    gemini: () => createGeminiAPI(client, generateId),
  }[name]();
  return new Delegate(parseModelId(modelId), api, client);
}

/** The id CometAPI gives a request, from the headers that tell it on any API. */
function readRequestId(headers: Record<string, string>): string | undefined {
  return headers["x-oneapi-request-id"] ?? headers["x-request-id"] ?? headers["request-id"];
}

/** A model of another package, with our options, warnings and metadata, and errors as core reads them. */
class Delegate implements LanguageModelV4 {
  readonly specificationVersion = "v4";
  readonly provider: string;
  readonly modelId: string;
  readonly supportedUrls = {};
  readonly #api: NativeAPI;
  readonly #client: CometAPIClient;

  constructor(modelId: string, api: NativeAPI, client: CometAPIClient) {
    this.provider = `${PROVIDER_KEY}.${api.name}`;
    this.modelId = modelId;
    this.#api = api;
    this.#client = client;
  }

  async doGenerate(call: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> {
    const { options, warnings } = this.#prepare(call);
    try {
      const { model } = await this.#load();
      const result = await model.doGenerate(options);
      return {
        ...result,
        warnings: [...warnings, ...result.warnings],
        providerMetadata: this.#addMetadata(result.providerMetadata, result.response),
      };
    } catch (error) {
      throw toNativeCallError(error);
    }
  }

  async doStream(call: LanguageModelV4CallOptions): Promise<LanguageModelV4StreamResult> {
    const { options, warnings } = this.#prepare(call);
    try {
      const { model, outcome } = await this.#load();
      const { stream, ...result } = await model.doStream(options);
      return {
        ...result,
        stream: await createNativePartStream(stream, outcome, warnings, (metadata) =>
          this.#addMetadata(metadata, result.response),
        ),
      };
    } catch (error) {
      throw toNativeCallError(error);
    }
  }

  /** A model for one call, and what will be known of how its answer ended. */
  async #load(): Promise<{ model: LanguageModelV4; outcome: NativeOutcome }> {
    const outcome: NativeOutcome = { failure: undefined };
    const nativeFetch = createNativeFetch(this.#client, (failure) => {
      outcome.failure = failure;
    });
    return { model: await this.#api.load(this.modelId, nativeFetch), outcome };
  }

  #prepare(call: LanguageModelV4CallOptions): {
    options: LanguageModelV4CallOptions;
    warnings: SharedV4Warning[];
  } {
    const { packageKey } = this.#api;
    const {
      providerOptions,
      reasoning = call.reasoning,
      warnings,
    } = convertNativeOptions(call.providerOptions, this.#api);
    const tools = convertNativeTools(call.tools, packageKey);
    const options: LanguageModelV4CallOptions = {
      ...call,
      prompt: convertNativePrompt(call.prompt, packageKey),
      providerOptions,
      headers: convertHeaders(call.headers),
      ...(tools === undefined ? {} : { tools }),
      ...(reasoning === undefined ? {} : { reasoning }),
    };
    return { options, warnings };
  }

  #addMetadata(
    metadata: SharedV4ProviderMetadata | undefined,
    response: { headers?: Record<string, string> } | undefined,
  ): SharedV4ProviderMetadata {
    const requestId = readRequestId(response?.headers ?? {});
    const own = {
      api: this.#api.name,
      model: this.modelId,
      ...(requestId === undefined ? {} : { requestId }),
    };
    return { ...metadata, [PROVIDER_KEY]: { ...metadata?.[PROVIDER_KEY], ...own } };
  }
}
