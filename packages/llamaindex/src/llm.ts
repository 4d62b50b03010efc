import {
  CometAPIClient,
  findCatalogueModel,
  type ModelTraits,
  resolveModelTraits,
} from "@cometapi/core";
import {
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
import { type CallParams, ChatCaller, type CometAPIResponse } from "./chat-caller.ts";
import type { CometAPIChatOptions } from "./chat-options.ts";
import { resolveClientSettings } from "./connection-settings.ts";
import { describeFailure, holdsFailure } from "./errors.ts";
import { exec, type ExecResult, type ExecStream, streamExec } from "./exec.ts";
import type { CometAPISettings } from "./llm-settings.ts";
import type { CometAPIMessageOptions } from "./message-options.ts";
import { startStream } from "./start-stream.ts";
import type { CometAPIChunk } from "./streamed-answer.ts";

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

/**
 * Any chat model of CometAPI as a LlamaIndex LLM, for `Settings.llm`, engines and agents.
 *
 * Creating one reads nothing, and throws only at a `maxConcurrency` that is no whole number from 1; a
 * missing key fails the first call. Failures are `CometAPIError`, but for the caller's abort, whose
 * reason is thrown as it is. Within an agent they are told, not thrown: see `onAgentError`.
 */
export class CometAPI extends ToolCallLLM<CometAPIChatOptions, CometAPIMessageOptions> {
  /** Model id as it was given. */
  readonly model: string;
  readonly supportToolCall: boolean;
  readonly #settings: CometAPISettings;
  readonly #client: CometAPIClient;
  readonly #caller: ChatCaller;
  #catalogueWindow: number | undefined;

  constructor(settings: CometAPISettings = {}) {
    super();
    this.model = settings.model ?? DEFAULT_MODEL;
    this.supportToolCall = settings.supportToolCall ?? true;
    this.#settings = settings;
    const client = new CometAPIClient(resolveClientSettings(settings));
    this.#client = client;
    this.#caller = new ChatCaller({ llm: this, client, settings });
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
  override chat(params: StreamingParams): Promise<AsyncIterable<CometAPIChunk>>;
  override chat(params: Params): Promise<CometAPIResponse>;
  override async chat(
    params: StreamingParams | Params,
  ): Promise<AsyncIterable<CometAPIChunk> | CometAPIResponse> {
    if (params.stream !== true) return this.#caller.answer(params);
    const isAgent = params.tools !== undefined && !hasSignal(params);
    return startStream(this.#caller.stream(params, this.#isAgentSafe && isAgent));
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
    const { message, raw } = await this.#caller.answer(toCallParams(params));
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
    const asked = this.#isAgentSafe ? findAgentAnswer(params) : undefined;
    // An object made of that sentence would be invented.
    if (asked !== undefined && holdsFailure(extractText(asked.content))) {
      return { newMessages: [asked], toolCalls: [], object: undefined };
    }
    try {
      const followsSchemas = this.#traits.structuredOutput === "json-schema";
      return await exec(params, (round) => this.#caller.answer(round), followsSchemas);
    } catch (error) {
      if (asked === undefined) throw error;
      const message = { role: "assistant" as const, content: describeFailure(error) };
      return { newMessages: [{ ...message, options: { error } }], toolCalls: [] };
    }
  }

  /** As {@link exec}, streamed. */
  override streamExec<Z extends ZodSchema>(
    params: StreamingParams<Z>,
  ): Promise<ExecStream<ZodInfer<Z>>> {
    return streamExec(params, (round) => this.#caller.stream(round, false));
  }

  get #traits(): ModelTraits {
    return resolveModelTraits(this.model);
  }

  get #isAgentSafe(): boolean {
    return this.#settings.onAgentError !== "throw";
  }

  async *#streamCompletion(
    params: LLMCompletionParamsBase,
  ): AsyncGenerator<CompletionResponse, void> {
    for await (const { delta, raw } of this.#caller.stream(toCallParams(params), false)) {
      yield { text: delta, raw };
    }
  }
}

/**
 * Any chat model of CometAPI, by its id: `Settings.llm = cometapi({ model: "gpt-5-mini" })`.
 * The same as `new CometAPI(settings)`.
 */
export function cometapi(settings: CometAPISettings = {}): CometAPI {
  return new CometAPI(settings);
}

/** The answer an agent asks to have put into a form: it comes alone. */
function findAgentAnswer(params: Params): Params["messages"][number] | undefined {
  const [only, ...others] = params.messages;
  const isAgent = only?.role === "assistant" && others.length === 0 && !hasSignal(params);
  return isAgent && params.responseFormat !== undefined ? only : undefined;
}

// Agents pass no options of a call.
function hasSignal({ additionalChatOptions }: CallParams): boolean {
  return additionalChatOptions?.signal !== undefined;
}

function toCallParams({ prompt, responseFormat }: LLMCompletionParamsBase): CallParams {
  return { messages: [{ role: "user", content: prompt }], responseFormat };
}
