import {
  type ChatModelId,
  CometAPIClient,
  findCatalogueModel,
  enforcesSchema,
  type ModelTraits,
  resolveModelTraits,
} from "@cometapi/core";
import {
  type CompletionResponse,
  type LLMCompletionParamsBase,
  type LLMCompletionParamsNonStreaming,
  type LLMCompletionParamsStreaming,
  type LLMMetadata,
  ToolCallLLM,
} from "@llamaindex/core/llms";
import { extractText } from "@llamaindex/core/utils";
import type { ZodInfer, ZodSchema } from "@llamaindex/core/zod";
import { execForAgent } from "./agents/exec-for-agent.ts";
import { findFailureWriterOfChat, findFailureWriterOfExec } from "./agents/find-failure-writer.ts";
import { ChatCaller, type CometAPIResponse } from "./chat/chat-caller.ts";
import type { NonStreamingChatParams, StreamingChatParams } from "./chat/chat-params.ts";
import type { CometAPIMessageOptions } from "./chat/message-options.ts";
import { startStream } from "./chat/start-stream.ts";
import type { CometAPIChunk } from "./chat/streamed-answer.ts";
import { exec } from "./exec/exec.ts";
import type { ExecResult } from "./exec/exec-round.ts";
import { type ExecStream, streamExec } from "./exec/stream-exec.ts";
import type { CometAPICallOptions } from "./settings/chat-options.ts";
import { resolveClientSettings } from "./settings/connection-settings.ts";
import { type CometAPISettings, resolveLLMSettings } from "./settings/llm-settings.ts";

/** Never small: LlamaIndex drops the user's question when it does not fit. */
const DEFAULT_CONTEXT_WINDOW = 128_000;

/**
 * Any chat model of CometAPI as a LlamaIndex LLM, for `Settings.llm`, engines and agents.
 *
 * Creating one reads nothing from the environment; a missing key fails the first call. Failures are
 * `CometAPIError`, except the caller's abort: its reason is thrown as it is. Within an agent a failure
 * becomes the agent's answer: see `onAgentError`.
 */
export class CometAPI extends ToolCallLLM<CometAPICallOptions, CometAPIMessageOptions> {
  /** Model id as it was given. */
  readonly model: string;
  readonly supportToolCall: boolean;
  readonly #settings: CometAPISettings;
  readonly #client: CometAPIClient;
  readonly #caller: ChatCaller;
  #catalogueWindow: number | undefined;

  /**
   * @throws CometAPIError `invalid-argument` for a setting that does not exist or cannot be.
   */
  constructor(settings?: CometAPISettings);
  constructor(model: ChatModelId, settings?: CometAPISettings);
  constructor(modelOrSettings?: ChatModelId | CometAPISettings, more?: CometAPISettings) {
    super();
    const settings = resolveLLMSettings(modelOrSettings, more);
    this.model = settings.model;
    this.supportToolCall = settings.supportToolCall ?? true;
    this.#settings = settings;
    const client = new CometAPIClient(resolveClientSettings(settings));
    this.#client = client;
    this.#caller = new ChatCaller({ llm: this, client, settings });
  }

  /**
   * What LlamaIndex plans with. `temperature` and `topP` are 1, the vendors' default, where they are
   * not set, because LlamaIndex wants a number. `structuredOutput` is true where the model is known to
   * be held to a schema; `exec` gives a structured answer of every model.
   */
  get metadata(): LLMMetadata {
    const { temperature = 1, topP = 1, maxTokens, contextWindow } = this.#settings;
    return {
      model: this.model,
      temperature,
      topP,
      maxTokens,
      contextWindow:
        contextWindow ??
        this.#traits.contextWindow ??
        this.#catalogueWindow ??
        DEFAULT_CONTEXT_WINDOW,
      tokenizer: undefined,
      structuredOutput: this.#isHeldToSchemas === true,
    };
  }

  /**
   * As {@link metadata}, after looking the context window up in CometAPI's public catalogue where it
   * was neither set nor is known of the model. `metadata` has it from then on.
   *
   * @throws CometAPIError when the catalogue cannot be read.
   */
  async loadMetadata(): Promise<LLMMetadata> {
    const known = this.#settings.contextWindow ?? this.#traits.contextWindow;
    if (known !== undefined) return this.metadata;
    const catalogue = await this.#client.fetchCatalogue({ signal: this.#settings.signal });
    this.#catalogueWindow = findCatalogueModel(catalogue, this.model)?.contextWindow;
    return this.metadata;
  }

  /** Asks the model. A stream is handed out with its first output and closes when it is left. */
  override chat(params: StreamingChatParams): Promise<AsyncIterable<CometAPIChunk>>;
  override chat(params: NonStreamingChatParams): Promise<CometAPIResponse>;
  override async chat(
    params: StreamingChatParams | NonStreamingChatParams,
  ): Promise<AsyncIterable<CometAPIChunk> | CometAPIResponse> {
    if (params.stream !== true) return this.#caller.chat(params);
    const describeFailure = findFailureWriterOfChat(params, this.#settings.onAgentError);
    return startStream(this.#caller.streamChat(params, describeFailure));
  }

  /** Asks the model with a prompt as the only message. */
  override complete(
    params: LLMCompletionParamsStreaming,
  ): Promise<AsyncIterable<CompletionResponse>>;
  override complete(params: LLMCompletionParamsNonStreaming): Promise<CompletionResponse>;
  override async complete(
    params: LLMCompletionParamsStreaming | LLMCompletionParamsNonStreaming,
  ): Promise<AsyncIterable<CompletionResponse> | CompletionResponse> {
    const chatParams = toChatParams(params);
    if (params.stream === true) {
      return startStream(toCompletions(await this.chat({ ...chatParams, stream: true })));
    }
    const { message, raw } = await this.chat(chatParams);
    return { text: extractText(message.content), raw };
  }

  /**
   * Asks the model and runs the tools it calls, once. With `responseFormat`, `object` is the answer
   * in that form, by the vendor's own means where the model has them, else by a tool.
   */
  override exec<Z extends ZodSchema>(
    params: StreamingChatParams<Z>,
  ): Promise<ExecStream<ZodInfer<Z>>>;
  override exec<Z extends ZodSchema>(
    params: NonStreamingChatParams<Z>,
  ): Promise<ExecResult<ZodInfer<Z>>>;
  override async exec<Z extends ZodSchema>(
    params: StreamingChatParams<Z> | NonStreamingChatParams<Z>,
  ): Promise<ExecStream<ZodInfer<Z>> | ExecResult<ZodInfer<Z>>> {
    if (params.stream === true) return this.streamExec(params);
    // Where it is not known, the response format is tried first.
    const first = this.#isHeldToSchemas === false ? "tool" : "response-format";
    const ask = (): Promise<ExecResult<ZodInfer<Z>>> =>
      exec(params, (round) => this.chat(round), first);
    const describeFailure = findFailureWriterOfExec(params, this.#settings.onAgentError);
    return describeFailure === undefined
      ? ask()
      : execForAgent(params.messages, ask, describeFailure);
  }

  /** As {@link exec}, streamed. */
  override streamExec<Z extends ZodSchema>(
    params: StreamingChatParams<Z>,
  ): Promise<ExecStream<ZodInfer<Z>>> {
    return streamExec(params, ({ additionalChatOptions, ...round }) =>
      this.chat({
        ...round,
        stream: true,
        additionalChatOptions: { ...additionalChatOptions, onAgentError: "throw" },
      }),
    );
  }

  get #isHeldToSchemas(): boolean | undefined {
    const { api = "auto" } = this.#settings;
    return enforcesSchema(this.#traits, api === "auto" ? this.#traits.api : api);
  }

  get #traits(): ModelTraits {
    return resolveModelTraits(this.model, this.#settings.modelTraits);
  }
}

/**
 * Any chat model of CometAPI, by its id: `Settings.llm = cometapi("gpt-5-mini")`. Settings follow the
 * id, or hold it as `model`. The same as `new CometAPI(…)`.
 *
 * @throws CometAPIError `invalid-argument` for a setting that does not exist or cannot be.
 */
export function cometapi(settings?: CometAPISettings): CometAPI;
export function cometapi(model: ChatModelId, settings?: CometAPISettings): CometAPI;
export function cometapi(
  modelOrSettings?: ChatModelId | CometAPISettings,
  more?: CometAPISettings,
): CometAPI {
  return typeof modelOrSettings === "string"
    ? new CometAPI(modelOrSettings, more)
    : new CometAPI(modelOrSettings);
}

async function* toCompletions(
  chunks: AsyncIterable<CometAPIChunk>,
): AsyncGenerator<CompletionResponse, void> {
  for await (const { delta, raw } of chunks) yield { text: delta, raw };
}

function toChatParams({ prompt, responseFormat }: LLMCompletionParamsBase): NonStreamingChatParams {
  return {
    messages: [{ role: "user", content: prompt }],
    ...(responseFormat !== undefined && { responseFormat }),
  };
}
