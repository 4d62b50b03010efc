import {
  accumulateChatEvents,
  type ChatRequest,
  CometAPIClient,
  findCatalogueModel,
  type JSONObject,
  type JSONValue,
  type ModelTraits,
  type RequestOptions,
  resolveModelTraits,
} from "@cometapi/core";
import {
  type ChatResponse,
  type CompletionResponse,
  type LLMChatParamsNonStreaming,
  type LLMChatParamsStreaming,
  type LLMCompletionParamsBase,
  type LLMCompletionParamsNonStreaming,
  type LLMCompletionParamsStreaming,
  type LLMMetadata,
  ToolCallLLM,
} from "@llamaindex/core/llms";
import { extractText } from "@llamaindex/core/utils";
import type { ZodInfer, ZodSchema } from "@llamaindex/core/zod";
import { type CometAPIChatOptions, resolveChatOptions } from "./chat-options.ts";
import { resolveClientSettings } from "./connection-settings.ts";
import { convertEnvelope, convertResult } from "./convert/events.ts";
import { convertRequest } from "./convert/request.ts";
import { describeFailure, toFailureChunk } from "./errors.ts";
import { exec, type ExecParams, type ExecResult, type ExecStream, streamExec } from "./exec.ts";
import { startLLMEvents } from "./llm-events.ts";
import type { CometAPISettings } from "./llm-settings.ts";
import type { CometAPIMessageOptions, CometAPIToolCall } from "./message-options.ts";
import { ReasoningCache, type RememberedReasoning } from "./reasoning-cache.ts";
import { startStream } from "./start-stream.ts";
import { type CometAPIChunk, splitDeltas, StreamedAnswer } from "./streamed-answer.ts";

const DEFAULT_MODEL = "gpt-4o-mini";

/** Never small: LlamaIndex drops the user's question when it does not fit. */
const DEFAULT_CONTEXT_WINDOW = 128_000;

type Params<Z extends ZodSchema = ZodSchema> = LLMChatParamsNonStreaming<
  CometAPIChatOptions,
  CometAPIMessageOptions,
  Z
>;
type StreamingParams<Z extends ZodSchema = ZodSchema> = LLMChatParamsStreaming<
  CometAPIChatOptions,
  CometAPIMessageOptions,
  Z
>;
type Answer = ChatResponse<CometAPIMessageOptions>;

/**
 * Any chat model of CometAPI as a LlamaIndex LLM, for `Settings.llm`, engines and agents.
 *
 * Creating one never throws and reads nothing; a missing key fails the first call. Failures are
 * `CometAPIError`, but for the caller's abort, whose reason is thrown as it is.
 */
export class CometAPI extends ToolCallLLM<CometAPIChatOptions, CometAPIMessageOptions> {
  /** Model id as it was given. */
  readonly model: string;
  readonly supportToolCall: boolean;
  readonly #settings: CometAPISettings;
  readonly #client: CometAPIClient;
  readonly #reasoning: ReasoningCache = new ReasoningCache();
  #catalogueWindow: number | undefined;

  constructor(settings: CometAPISettings = {}) {
    super();
    this.model = settings.model ?? DEFAULT_MODEL;
    this.supportToolCall = settings.supportToolCall ?? true;
    this.#settings = settings;
    this.#client = new CometAPIClient(resolveClientSettings(settings));
  }

  /**
   * What LlamaIndex plans with. `temperature` and `topP` are 1, the vendors' default, where they are
   * not set, because LlamaIndex wants a number.
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
      structuredOutput: true,
    };
  }

  /**
   * Looks the context window of the model up in CometAPI's public catalogue, for a model nothing is
   * known of here, and gives back {@link metadata}. A window that was set or is known stays as it is.
   *
   * @throws CometAPIError when the catalogue cannot be read.
   */
  async loadMetadata(): Promise<LLMMetadata> {
    const catalogue = await this.#client.fetchCatalogue({ signal: this.#settings.signal });
    this.#catalogueWindow = findCatalogueModel(catalogue, this.model)?.contextWindow;
    return this.metadata;
  }

  /** Asks the model. A stream is handed out with its first output and closes when it is left. */
  override chat(params: StreamingParams): Promise<AsyncIterable<CometAPIChunk>>;
  override chat(params: Params): Promise<Answer>;
  override async chat(
    params: StreamingParams | Params,
  ): Promise<AsyncIterable<CometAPIChunk> | Answer> {
    if (params.stream !== true) return this.#answer(params);
    return startStream(this.#stream(params, this.#isAgentSafe && params.tools !== undefined));
  }

  /** Asks the model with a prompt as the only message. */
  override complete(
    params: LLMCompletionParamsStreaming,
  ): Promise<AsyncIterable<CompletionResponse>>;
  override complete(params: LLMCompletionParamsNonStreaming): Promise<CompletionResponse>;
  override async complete(
    params: LLMCompletionParamsStreaming | LLMCompletionParamsNonStreaming,
  ): Promise<AsyncIterable<CompletionResponse> | CompletionResponse> {
    if (params.stream === true) return startStream(this.#streamCompletion(params));
    const { message, raw } = await this.#answer(toChatParams(params));
    return { text: extractText(message.content), raw };
  }

  /**
   * Asks the model and runs the tools it calls, once. With `responseFormat`, `object` is the answer
   * in that form, by the vendor's own means where the model has them, else by a tool.
   */
  override exec<Z extends ZodSchema>(params: StreamingParams<Z>): Promise<ExecStream<ZodInfer<Z>>>;
  override exec<Z extends ZodSchema>(params: Params<Z>): Promise<ExecResult<ZodInfer<Z>>>;
  override async exec<Z extends ZodSchema>(
    params: StreamingParams<Z> | Params<Z>,
  ): Promise<ExecStream<ZodInfer<Z>> | ExecResult<ZodInfer<Z>>> {
    if (params.stream === true) return this.streamExec(params);
    try {
      const followsSchemas = this.#traits.structuredOutput === "json-schema";
      return await exec(params, (round) => this.#answer(round), followsSchemas);
    } catch (error) {
      // Agents ask for the form of their answer with that answer alone.
      const isAgent = params.messages.length === 1 && params.messages[0]?.role === "assistant";
      if (!isAgent || !this.#isAgentSafe) throw error;
      const message = { role: "assistant" as const, content: describeFailure(error) };
      return { newMessages: [{ ...message, options: { error } }], toolCalls: [] };
    }
  }

  /** As {@link exec}, streamed. */
  override streamExec<Z extends ZodSchema>(
    params: StreamingParams<Z>,
  ): Promise<ExecStream<ZodInfer<Z>>> {
    return streamExec(params, (round) => this.#stream(round, false));
  }

  get #traits(): ModelTraits {
    return resolveModelTraits(this.model);
  }

  get #isAgentSafe(): boolean {
    return this.#settings.onAgentError !== "throw";
  }

  async #answer(params: ExecParams): Promise<Answer> {
    const events = startLLMEvents(this, params.messages);
    const response: Answer = { message: { role: "assistant", content: "" }, raw: null };
    try {
      const answer = await this.#client.chat(...this.#prepare(params));
      const result = accumulateChatEvents(answer.events);
      response.message = convertResult(result, convertEnvelope(answer));
      response.raw = isObject(answer.raw) ? answer.raw : null;
      const [error] = result.errors;
      if (error !== undefined) throw error;
    } catch (error) {
      response.message.options = { ...response.message.options, error };
      throw error;
    } finally {
      this.#conclude(response);
      events.end(response);
    }
    return response;
  }

  async *#stream(params: ExecParams, isAgent: boolean): AsyncGenerator<CometAPIChunk, void> {
    const events = startLLMEvents(this, params.messages);
    const offered = new Set(params.tools?.map(({ metadata }) => metadata.name));
    const answer = new StreamedAnswer(
      (call) => !isAgent || (call.isComplete && offered.has(call.name)),
    );
    try {
      const stream = await this.#client.streamChat(...this.#prepare(params));
      answer.end = convertEnvelope(stream);
      for await (const batch of stream.batches) {
        for (const part of this.#settings.foldDeltas === false ? splitDeltas(batch) : [batch]) {
          const chunk = answer.push(part);
          if (chunk === undefined) continue;
          events.stream(chunk);
          yield chunk;
        }
      }
      if (answer.failure !== undefined) throw answer.failure;
    } catch (error) {
      answer.end = { ...answer.end, error };
      if (!isAgent) throw error;
      const chunk = toFailureChunk(error, extractText(answer.message.content));
      events.stream(chunk);
      yield chunk;
    } finally {
      const response = { message: answer.message, raw: answer.raw };
      this.#conclude(response);
      events.end(response);
    }
  }

  async *#streamCompletion(
    params: LLMCompletionParamsBase,
  ): AsyncGenerator<CompletionResponse, void> {
    for await (const { delta, raw } of this.#stream(toChatParams(params), false)) {
      yield { text: delta, raw };
    }
  }

  #prepare({ additionalChatOptions, ...params }: ExecParams): [ChatRequest, RequestOptions] {
    const options = resolveChatOptions(this.#settings, additionalChatOptions);
    const recall = (call: CometAPIToolCall): RememberedReasoning | undefined =>
      this.#reasoning.recall(call);
    return [convertRequest(this.model, params, options, recall), { signal: options.signal }];
  }

  #conclude({ message: { options = {} } }: Answer): void {
    this.#reasoning.remember(options);
    const { usage, model = this.model } = options;
    if (usage !== undefined) this.#settings.onUsage?.(usage, model);
  }
}

/**
 * Any chat model of CometAPI, by its id: `Settings.llm = cometapi({ model: "gpt-5-mini" })`.
 * The same as `new CometAPI(settings)`.
 */
export function cometapi(settings: CometAPISettings = {}): CometAPI {
  return new CometAPI(settings);
}

function toChatParams({ prompt, responseFormat }: LLMCompletionParamsBase): ExecParams {
  return { messages: [{ role: "user", content: prompt }], responseFormat };
}

function isObject(value: JSONValue): value is JSONObject | JSONValue[] {
  return typeof value === "object" && value !== null;
}
