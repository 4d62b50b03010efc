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
import { describeFailure, isAgentFailure, markFailure } from "./agent-failure.ts";
import { type CallParams, ChatCaller, type CometAPIResponse } from "./chat-caller.ts";
import type { CometAPICallOptions } from "./call-options.ts";
import type { AgentErrorHandling } from "./chat-options.ts";
import { resolveClientSettings } from "./connection-settings.ts";
import { exec, type ExecResult, type ExecStream, streamExec } from "./exec.ts";
import type { CometAPISettings } from "./llm-settings.ts";
import { resolveLLMSettings } from "./llm-settings.ts";
import type { CometAPIMessageOptions } from "./message-options.ts";
import { startStream } from "./start-stream.ts";
import type { CometAPIChunk } from "./streamed-answer.ts";

/** Never small: LlamaIndex drops the user's question when it does not fit. */
const DEFAULT_CONTEXT_WINDOW = 128_000;

type Params<Z extends ZodSchema = ZodSchema> = LLMChatParamsNonStreaming<
  CometAPICallOptions,
  CometAPIMessageOptions,
  Z
>;
type StreamingParams<Z extends ZodSchema = ZodSchema> = LLMChatParamsStreaming<
  CometAPICallOptions,
  CometAPIMessageOptions,
  Z
>;

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
  override chat(params: StreamingParams): Promise<AsyncIterable<CometAPIChunk>>;
  override chat(params: Params): Promise<CometAPIResponse>;
  override async chat(
    params: StreamingParams | Params,
  ): Promise<AsyncIterable<CometAPIChunk> | CometAPIResponse> {
    if (params.stream !== true) return this.#caller.answer(params);
    return startStream(this.#caller.stream(params, this.#findAgentHandling(params)));
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
  override exec<Z extends ZodSchema>(params: StreamingParams<Z>): Promise<ExecStream<ZodInfer<Z>>>;
  override exec<Z extends ZodSchema>(params: Params<Z>): Promise<ExecResult<ZodInfer<Z>>>;
  override async exec<Z extends ZodSchema>(
    params: StreamingParams<Z> | Params<Z>,
  ): Promise<ExecStream<ZodInfer<Z>> | ExecResult<ZodInfer<Z>>> {
    if (params.stream === true) return this.streamExec(params);
    const { onAgentError = "message" } = this.#settings;
    const agentAnswer = onAgentError === "throw" ? undefined : findAgentAnswer(params);
    // An object made from the text of a failure would be invented.
    if (agentAnswer !== undefined && isAgentFailure(agentAnswer)) {
      return { newMessages: [agentAnswer], toolCalls: [], object: undefined };
    }
    try {
      // Where it is not known, the response format is tried first.
      const first = this.#isHeldToSchemas === false ? "tool" : "response-format";
      return await exec(params, (round) => this.chat(round), first);
    } catch (error) {
      if (agentAnswer === undefined || onAgentError === "throw") throw error;
      const words = onAgentError === "message" ? describeFailure(error) : onAgentError(error);
      const message = { role: "assistant" as const, content: markFailure(words, "") };
      return { newMessages: [{ ...message, options: { error } }], toolCalls: [] };
    }
  }

  /** As {@link exec}, streamed. */
  override streamExec<Z extends ZodSchema>(
    params: StreamingParams<Z>,
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

  /** What a failure becomes where the call is an agent's, which passes no options of a call. */
  #findAgentHandling({
    tools,
    additionalChatOptions: { signal, onAgentError } = {},
  }: CallParams): Exclude<AgentErrorHandling, "throw"> | undefined {
    const handling = onAgentError ?? this.#settings.onAgentError ?? "message";
    return tools === undefined || signal !== undefined || handling === "throw"
      ? undefined
      : handling;
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

/** The answer that an agent asks to put into a form: it is the only message. */
function findAgentAnswer(params: Params): Params["messages"][number] | undefined {
  const [only, ...others] = params.messages;
  const { signal, onAgentError } = params.additionalChatOptions ?? {};
  const isOwn = signal !== undefined || onAgentError === "throw";
  const isAgent = only?.role === "assistant" && others.length === 0 && !isOwn;
  return isAgent && params.responseFormat !== undefined ? only : undefined;
}

async function* toCompletions(
  chunks: AsyncIterable<CometAPIChunk>,
): AsyncGenerator<CompletionResponse, void> {
  for await (const { delta, raw } of chunks) yield { text: delta, raw };
}

function toChatParams({ prompt, responseFormat }: LLMCompletionParamsBase): Params {
  return {
    messages: [{ role: "user", content: prompt }],
    ...(responseFormat !== undefined && { responseFormat }),
  };
}
