/* oxlint-disable no-underscore-dangle -- LangChain's names for the methods that a model overrides */
import {
  type ChatApiSetting,
  type ChatModelId,
  checkSettings,
  type CometAPIClient,
  parseModelId,
} from "@cometapi/core";
import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type {
  BaseLanguageModelInput,
  StructuredOutputMethodOptions,
} from "@langchain/core/language_models/base";
import {
  BaseChatModel,
  type BindToolsInput,
  type LangSmithParams,
} from "@langchain/core/language_models/chat_models";
import type { ChatModelStreamEvent } from "@langchain/core/language_models/event";
import type { ModelProfile } from "@langchain/core/language_models/profile";
import type {
  AIMessageChunk,
  BaseMessage,
  MessageContent,
  StandardMessageStructure,
} from "@langchain/core/messages";
import type { ChatGenerationChunk, ChatResult, LLMResult } from "@langchain/core/outputs";
import type { Runnable } from "@langchain/core/runnables";
import { registerBlockTranslator } from "./block-translator.ts";
import {
  callKeys,
  type ChatCometAPICallOptions,
  type ParsedCallOptions,
} from "./chat-call-options.ts";
import { ChatCaller } from "./chat-caller.ts";
import {
  type ChatCometAPIOptions,
  type ChatCometAPISettings,
  chatSettingRules,
} from "./chat-settings.ts";
import { closeEarly } from "./close-early.ts";
import { modelProvider } from "./convert/response-metadata.ts";
import { toDefinition } from "./convert/tools.ts";
import { combineTokenUsage } from "./convert/usage.ts";
import { createClient } from "./connection-settings.ts";
import { throwUnlessRetryable } from "./errors.ts";
import { estimateMessageTokens, estimateTokens, type MessageTokens } from "./estimate-tokens.ts";
import { createInvocationParams, withoutTransport } from "./invocation-params.ts";
import { createModelProfile } from "./model-profile.ts";
import {
  createStructuredOutput,
  type OutputSchema,
  type StructuredFields,
} from "./structured-output.ts";
import { VERSION } from "./version.ts";
import { withoutSecrets } from "./without-secrets.ts";

/** A chunk of an answer, with `usage_metadata` typed under `exactOptionalPropertyTypes` too. */
type AnswerChunk = AIMessageChunk<StandardMessageStructure>;

/**
 * CometAPI's chat models in LangChain: any of its models by id, on the text API that loses nothing of
 * what the model is for, or on the one that `api` names.
 *
 * ```ts
 * const model = new ChatCometAPI("gpt-5-mini", { temperature: 0 });
 * const answer = await model.invoke("Why is the sky blue?");
 * ```
 *
 * The key is `apiKey`, else the environment's `COMETAPI_KEY`, `COMETAPI_API_KEY` or `COMET_API_KEY`.
 * Nothing is read before the first call, so a model can be made without a key. The key is in no property of
 * the model, and not in its JSON, its cache key or a trace.
 *
 * Calls throw `CometAPIError` with `lc_error_code`, LangChain's `ContextOverflowError`, or the reason
 * of the caller's own abort.
 */
export class ChatCometAPI extends BaseChatModel<ChatCometAPICallOptions, AnswerChunk> {
  static override lc_name(): string {
    return "ChatCometAPI";
  }

  override lc_serializable = true;

  /** Model id as CometAPI knows it. */
  readonly model: string;
  /** The text API that carries the calls. `auto` takes the one that suits the model. */
  readonly api: ChatApiSetting;
  /** Whether `invoke` streams inside. */
  readonly streaming: boolean;
  readonly #settings: ChatCometAPISettings;
  readonly #client: CometAPIClient;
  readonly #chat: ChatCaller;

  /** @throws {CometAPIError} `invalid-argument` without a model, and for a setting that does not exist or has a wrong value. */
  constructor(model: ChatModelId, options?: ChatCometAPIOptions);
  constructor(settings: ChatCometAPISettings);
  constructor(modelOrSettings: string | ChatCometAPISettings, options: ChatCometAPIOptions = {}) {
    const isNamed = typeof modelOrSettings === "string";
    checkSettings("ChatCometAPI", isNamed ? options : modelOrSettings, chatSettingRules);
    const settings = isNamed ? { ...options, model: modelOrSettings } : modelOrSettings;
    super({ ...settings, onFailedAttempt: settings.onFailedAttempt ?? throwUnlessRetryable });
    this.lc_kwargs = withoutSecrets(settings);
    this.model = parseModelId(settings.model);
    this.api = settings.api ?? "auto";
    this.disableStreaming = settings.disableStreaming ?? settings.streaming === false;
    this.streaming = settings.streaming === true && !this.disableStreaming;
    this.#settings = settings;
    this.#client = createClient(settings);
    this.#chat = new ChatCaller({
      client: this.#client,
      caller: this.caller,
      model: this.model,
      parameters: settings,
      isStreaming: this.streaming,
    });
    this._addVersion("@cometapi/langchain", VERSION);
    registerBlockTranslator();
  }

  override get lc_secrets(): Record<string, string> {
    return { apiKey: "COMETAPI_KEY" };
  }

  /** Without these LangChain would load the settings as `baseUrl` and `parallelToolCalls`. */
  override get lc_aliases(): Record<string, string> {
    return { baseURL: "base_url", parallel_tool_calls: "parallel_tool_calls" };
  }

  override get callKeys(): string[] {
    return [...super.callKeys, ...callKeys];
  }

  override _llmType(): string {
    return modelProvider;
  }

  override _modelType(): string {
    return modelProvider;
  }

  /** What the model can do and how much it takes, as middleware reads it. */
  override get profile(): ModelProfile {
    return { ...createModelProfile(this.model, this.#settings), ...this.#settings.profile };
  }

  override async _generate(
    messages: BaseMessage[],
    options: ParsedCallOptions,
    runManager?: CallbackManagerForLLMRun,
  ): Promise<ChatResult> {
    return this.#chat.generate(messages, options, runManager);
  }

  override _streamResponseChunks(
    messages: BaseMessage[],
    options: ParsedCallOptions,
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    return this.#chat.streamChunks(messages, options, runManager);
  }

  override _streamChatModelEvents(
    messages: BaseMessage[],
    options: ParsedCallOptions,
  ): AsyncGenerator<ChatModelStreamEvent> {
    return this.#chat.streamEvents(messages, options);
  }

  /** A reader who leaves the stream while it waits closes the connection at once. */
  override _streamIterator(
    input: BaseLanguageModelInput,
    options: Partial<ChatCometAPICallOptions> = {},
  ): AsyncGenerator<AnswerChunk> {
    const left = new AbortController();
    const signal =
      options.signal === undefined ? left.signal : AbortSignal.any([options.signal, left.signal]);
    const chunks = super._streamIterator(input, { ...options, signal });
    return closeEarly(chunks, () => left.abort(new Error("The reader left the stream.")));
  }

  /** Offers tools to the model: LangChain's, OpenAI's definitions, or a vendor's own objects. */
  override bindTools(
    tools: BindToolsInput[],
    options?: Partial<ChatCometAPICallOptions>,
  ): Runnable<BaseLanguageModelInput, AnswerChunk, ChatCometAPICallOptions> {
    return this.withConfig({ ...options, tools: tools.map(toDefinition) });
  }

  /**
   * Makes the model answer in the form of a schema: Zod 3 or 4, Standard Schema or JSON Schema.
   *
   * `method` is `functionCalling` (the default, for every model with tools), `jsonSchema` (the vendor
   * is asked to keep to the schema; `strict` says whether it must, and is true by default for a
   * schema that OpenAI's strict mode takes) or `jsonMode` (any JSON; the prompt must ask
   * for the form, except on Messages and Gemini, where it is `jsonSchema`).
   *
   * A refusal, an answer without the call and one that does not fit the schema throw an
   * `OutputParserException`. With `includeRaw` they give `parsed: null` instead.
   */
  override withStructuredOutput<Output extends StructuredFields = StructuredFields>(
    schema: OutputSchema<Output>,
    options?: StructuredOutputMethodOptions,
  ): Runnable<BaseLanguageModelInput, Output>;
  override withStructuredOutput<Output extends StructuredFields = StructuredFields>(
    schema: OutputSchema<Output>,
    options?: StructuredOutputMethodOptions<true>,
  ): Runnable<BaseLanguageModelInput, { raw: BaseMessage; parsed: Output }>;
  override withStructuredOutput(
    schema: OutputSchema<StructuredFields>,
    options: StructuredOutputMethodOptions<boolean> = {},
  ): Runnable<BaseLanguageModelInput, StructuredFields> {
    return createStructuredOutput(this, schema, options);
  }

  override getLsParams(options: ParsedCallOptions): LangSmithParams {
    const { temperature, maxTokens, stop } = { ...this.#settings, ...options };
    const params: LangSmithParams = {
      ls_provider: modelProvider,
      ls_model_name: this.model,
      ls_model_type: "chat",
    };
    // LangChain's standard tests want all six keys, even those without a value.
    const parameters: object = {
      ls_temperature: temperature,
      ls_max_tokens: maxTokens,
      ls_stop: stop,
    };
    return Object.assign(params, parameters);
  }

  /** What is sent besides the messages, for traces and cache keys, without key and headers. */
  override invocationParams(options: Partial<ParsedCallOptions> = {}): Record<string, unknown> {
    return createInvocationParams(this.model, this.#settings, options);
  }

  /** The parameters in which two models may differ. They are part of the cache key. */
  override _identifyingParams(): Record<string, unknown> {
    return {
      ...this.invocationParams(),
      api: this.api,
      baseURL: this.#client.baseURL,
      fallbackModels: this.#settings.fallbackModels,
    };
  }

  override _getSerializedCacheKeyParametersForCall(options: ParsedCallOptions): string {
    return super._getSerializedCacheKeyParametersForCall(withoutTransport(options));
  }

  protected override _getCallOptionsForTracing(options: ParsedCallOptions): ParsedCallOptions {
    return withoutTransport(options);
  }

  override _combineLLMOutput(...outputs: LLMResult["llmOutput"][]): LLMResult["llmOutput"] {
    return combineTokenUsage(outputs);
  }

  /** A rough count, without the network. */
  override async getNumTokens(content: MessageContent): Promise<number> {
    return estimateTokens(content);
  }

  /** A rough count for each message of a conversation and for all of it, without the network. */
  async getNumTokensFromMessages(messages: BaseMessage[]): Promise<MessageTokens> {
    return estimateMessageTokens(messages);
  }
}
