import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamResult,
  SharedV4ProviderMetadata,
  SharedV4Warning,
} from "@ai-sdk/provider";
import { convertHeaders } from "../convert/headers.ts";
import type { ModelConfig } from "../model-config.ts";
import { PROVIDER_KEY } from "../provider-options.ts";
import { convertNativeOptions } from "./convert-native-options.ts";
import { createNativePartStream } from "./create-native-part-stream.ts";
import { createGeminiAPI } from "./gemini.ts";
import { createMessagesAPI } from "./messages.ts";
import type { NativeAPI, NativeAPIName } from "./native-api.ts";
import { createResponsesAPI } from "./responses.ts";
import { toNativeCallError } from "./to-native-call-error.ts";

/** Loads the AI SDK's package for an API and makes its model, sent through core. */
export async function createDelegate(
  modelId: string,
  name: NativeAPIName,
  { client, generateId }: ModelConfig,
): Promise<LanguageModelV4> {
  const api = {
    responses: () => createResponsesAPI(client, modelId),
    messages: () => createMessagesAPI(client),
    gemini: () => createGeminiAPI(client, generateId),
  }[name]();
  try {
    return new Delegate(await api.load(modelId), api);
  } catch (error) {
    throw toNativeCallError(error);
  }
}

/** A model of another package, with our options, warnings and metadata, and errors as core reads them. */
class Delegate implements LanguageModelV4 {
  readonly specificationVersion = "v4";
  readonly provider: string;
  readonly modelId: string;
  readonly supportedUrls: LanguageModelV4["supportedUrls"];
  readonly #model: LanguageModelV4;
  readonly #api: NativeAPI;

  constructor(model: LanguageModelV4, api: NativeAPI) {
    this.provider = model.provider;
    this.modelId = model.modelId;
    this.supportedUrls = model.supportedUrls;
    this.#model = model;
    this.#api = api;
  }

  async doGenerate(call: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> {
    const { options, warnings } = this.#prepare(call);
    try {
      const result = await this.#model.doGenerate(options);
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
      const { stream, ...result } = await this.#model.doStream(options);
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

  #addMetadata(metadata: SharedV4ProviderMetadata | undefined): SharedV4ProviderMetadata {
    return { ...metadata, [PROVIDER_KEY]: { ...metadata?.[PROVIDER_KEY], api: this.#api.name } };
  }
}
