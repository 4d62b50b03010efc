import {
  accumulateChatEvents,
  type ChatAnswer,
  type ChatEvent,
  type ChatStream,
  type ChatWarning,
  type CometAPIClient,
  type RequestOptions,
} from "@cometapi/core";
import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { BaseChatModel } from "@langchain/core/language_models/chat_models";
import type { ChatModelStreamEvent } from "@langchain/core/language_models/event";
import type { BaseMessage } from "@langchain/core/messages";
import type { ChatGenerationChunk, ChatResult } from "@langchain/core/outputs";
import type { AsyncCaller } from "@langchain/core/utils/async_caller";
import type { ChatCometAPICallOptions } from "./chat-call-options.ts";
import type { ChatParameters } from "./chat-parameters.ts";
import { ChunkConverter, type ConvertedChunk } from "./convert/events.ts";
import { convertParameters, convertRequest, type ConvertedRequest } from "./convert/request.ts";
import type { AnswerContext } from "./convert/response-metadata.ts";
import { convertResult } from "./convert/result.ts";
import { StreamEventConverter } from "./convert/stream-events.ts";
import { toLangChainError } from "./errors.ts";
import { readStream } from "./read-stream.ts";
import { withRetries } from "./with-retries.ts";

/** Call options as LangChain hands them to a model. */
export type ParsedCallOptions = BaseChatModel<ChatCometAPICallOptions>["ParsedCallOptions"];

/** What a caller needs of the model it serves. */
export interface ChatCallerConfig {
  client: CometAPIClient;
  /** LangChain's owner of retries. */
  caller: AsyncCaller;
  model: string;
  parameters: ChatParameters;
  /** Whether a call that is not streamed is streamed inside. */
  isStreaming: boolean;
  isFolding: boolean;
}

/** A stream that has begun. */
interface OpenedStream {
  stream: ChatStream;
  context: AnswerContext;
  /** Every event that was read from it. */
  events: ChatEvent[];
}

/** The three ways in which LangChain asks a model, by way of core. */
export class ChatCaller {
  readonly #config: ChatCallerConfig;

  constructor(config: ChatCallerConfig) {
    this.#config = config;
  }

  async generate(
    messages: BaseMessage[],
    options: ParsedCallOptions,
    runManager: CallbackManagerForLLMRun | undefined,
  ): Promise<ChatResult> {
    const { client, caller, isStreaming } = this.#config;
    if (isStreaming) return this.#generateByStream(messages, options, runManager);
    const { request, warnings } = this.#convert(messages, options);
    const answer = await withRetries(caller, options, () =>
      client.chat(request, toRequestOptions(options)),
    );
    const result = accumulateChatEvents(answer.events);
    const [error] = result.errors;
    if (error !== undefined) throw toLangChainError(error);
    return convertResult(result, contextOf(answer, warnings));
  }

  async *streamChunks(
    messages: BaseMessage[],
    options: ParsedCallOptions,
    runManager: CallbackManagerForLLMRun | undefined,
  ): AsyncGenerator<ChatGenerationChunk> {
    const opened = await this.#open(messages, options);
    for await (const { chunk, choiceIndex } of this.#readChunks(opened, options)) {
      // Whoever joins chunks makes one message of them all: of several choices it is the first.
      if (choiceIndex !== 0) continue;
      yield chunk;
      await tellToken(runManager, options, { chunk, choiceIndex });
    }
  }

  async *streamEvents(
    messages: BaseMessage[],
    options: ParsedCallOptions,
  ): AsyncGenerator<ChatModelStreamEvent> {
    const { stream, context, events } = await this.#open(messages, options);
    const converter = new StreamEventConverter(context, this.#config.isFolding);
    yield* readStream(stream, {
      context,
      events,
      signal: options.signal,
      isFolding: this.#config.isFolding,
      convert: (batch) => converter.convert(batch),
    });
  }

  async #generateByStream(
    messages: BaseMessage[],
    options: ParsedCallOptions,
    runManager: CallbackManagerForLLMRun | undefined,
  ): Promise<ChatResult> {
    const opened = await this.#open(messages, options);
    for await (const converted of this.#readChunks(opened, options)) {
      await tellToken(runManager, options, converted);
    }
    return convertResult(accumulateChatEvents(opened.events), opened.context);
  }

  #readChunks(
    { stream, context, events }: OpenedStream,
    { signal }: ParsedCallOptions,
  ): AsyncGenerator<ConvertedChunk> {
    const { isFolding } = this.#config;
    const converter = new ChunkConverter(context, isFolding);
    const convert = (batch: readonly ChatEvent[]): ConvertedChunk[] => converter.convert(batch);
    return readStream(stream, { context, signal, convert, events, isFolding });
  }

  async #open(messages: BaseMessage[], options: ParsedCallOptions): Promise<OpenedStream> {
    const { client, caller } = this.#config;
    const { request, warnings } = this.#convert(messages, options);
    const stream = await withRetries(caller, options, () =>
      client.streamChat(request, toRequestOptions(options)),
    );
    return { stream, context: contextOf(stream, warnings), events: [] };
  }

  #convert(messages: BaseMessage[], options: ParsedCallOptions): ConvertedRequest {
    const { model, parameters } = this.#config;
    return convertRequest(
      messages,
      convertParameters(model, parameters, options),
      options.promptCaching ?? parameters.promptCaching,
    );
  }
}

function toRequestOptions({ signal, headers, tag }: ParsedCallOptions): RequestOptions {
  return { signal, headers, tag, maxRetries: 0 };
}

function contextOf(
  { model, api, response, warnings }: Pick<ChatAnswer, "model" | "api" | "response" | "warnings">,
  own: readonly ChatWarning[],
): AnswerContext {
  return { model, api, requestId: response.requestId, warnings: [...own, ...warnings] };
}

async function tellToken(
  runManager: CallbackManagerForLLMRun | undefined,
  { promptIndex = 0 }: ParsedCallOptions,
  { chunk, choiceIndex }: ConvertedChunk,
): Promise<void> {
  const position = { prompt: promptIndex, completion: choiceIndex };
  await runManager?.handleLLMNewToken(chunk.text, position, undefined, undefined, undefined, {
    chunk,
  });
}
