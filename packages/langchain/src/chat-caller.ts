import {
  type ChatAnswer,
  type ChatWarning,
  type CometAPIClient,
  EventLog,
  type RequestOptions,
} from "@cometapi/core";
import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { ChatModelStreamEvent } from "@langchain/core/language_models/event";
import type { BaseMessage } from "@langchain/core/messages";
import type { ChatGenerationChunk, ChatResult } from "@langchain/core/outputs";
import type { AsyncCaller } from "@langchain/core/utils/async_caller";
import type { ParsedCallOptions } from "./chat-call-options.ts";
import type { ChatParameters } from "./chat-parameters.ts";
import { ChunkConverter, type ConvertedChunk } from "./convert/events.ts";
import { convertParameters, convertRequest, type ConvertedRequest } from "./convert/request.ts";
import type { AnswerContext } from "./convert/response-metadata.ts";
import { convertResult } from "./convert/result.ts";
import { StreamEventConverter } from "./convert/stream-events.ts";
import { toLangChainError } from "./errors.ts";
import { type OpenedStream, readStream } from "./read-stream.ts";
import { withRetries } from "./with-retries.ts";

/** What a `ChatCaller` gets from its model. */
export interface ChatCallerConfig {
  client: CometAPIClient;
  /** LangChain's `AsyncCaller`, which owns retries and concurrency. */
  caller: AsyncCaller;
  model: string;
  parameters: ChatParameters;
  /** Whether `generate` streams inside. */
  isStreaming: boolean;
}

/**
 * Asks core for an answer in each of the three forms that LangChain wants: whole, as chunks, and as events of
 * its event protocol.
 */
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
    const { request, warnings } = this.#convertRequest(messages, options);
    const answer = await withRetries(caller, options, () =>
      client.chat(request, toRequestOptions(options)),
    );
    const failure = answer.events.find((event) => event.type === "error");
    if (failure !== undefined) throw toLangChainError(failure.error);
    return convertResult(answer.events, createContext(answer, warnings));
  }

  streamChunks(
    messages: BaseMessage[],
    options: ParsedCallOptions,
    runManager: CallbackManagerForLLMRun | undefined,
  ): AsyncGenerator<ChatGenerationChunk> {
    return readStream({
      open: () => this.#open(messages, options),
      signal: options.signal,
      createConverter: ({ context, log }) => {
        const converter = new ChunkConverter(context, log);
        // Readers join all chunks into one message, so only the first choice is yielded.
        return { convert: (batch) => chunksOfFirstChoice(converter.convert(batch)) };
      },
      onRead: (chunk) => reportToken(runManager, options, { chunk, choiceIndex: 0 }),
    });
  }

  streamEvents(
    messages: BaseMessage[],
    options: ParsedCallOptions,
  ): AsyncGenerator<ChatModelStreamEvent> {
    return readStream({
      open: () => this.#open(messages, options),
      signal: options.signal,
      createConverter: ({ context }) => new StreamEventConverter(context),
    });
  }

  async #generateByStream(
    messages: BaseMessage[],
    options: ParsedCallOptions,
    runManager: CallbackManagerForLLMRun | undefined,
  ): Promise<ChatResult> {
    const opened = await this.#open(messages, options);
    const { context, log } = opened;
    const chunks = readStream({
      open: async () => opened,
      createConverter: () => new ChunkConverter(context, log),
      signal: options.signal,
    });
    for await (const chunk of chunks) await reportToken(runManager, options, chunk);
    return convertResult(log.events, context);
  }

  async #open(messages: BaseMessage[], options: ParsedCallOptions): Promise<OpenedStream> {
    const { client, caller } = this.#config;
    const { request, warnings } = this.#convertRequest(messages, options);
    const stream = await withRetries(caller, options, () =>
      client.streamChat(request, toRequestOptions(options)),
    );
    return { stream, context: createContext(stream, warnings), log: new EventLog() };
  }

  #convertRequest(messages: BaseMessage[], options: ParsedCallOptions): ConvertedRequest {
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

function createContext(
  { model, api, response, warnings }: Pick<ChatAnswer, "model" | "api" | "response" | "warnings">,
  requestWarnings: readonly ChatWarning[],
): AnswerContext {
  return { model, api, requestId: response.requestId, warnings: [...requestWarnings, ...warnings] };
}

function chunksOfFirstChoice(chunks: readonly ConvertedChunk[]): ChatGenerationChunk[] {
  const ofFirst: ChatGenerationChunk[] = [];
  for (const { choiceIndex, chunk } of chunks) if (choiceIndex === 0) ofFirst.push(chunk);
  return ofFirst;
}

/** Reports a chunk to the callback `handleLLMNewToken`. */
function reportToken(
  runManager: CallbackManagerForLLMRun | undefined,
  { promptIndex = 0 }: ParsedCallOptions,
  { chunk, choiceIndex }: ConvertedChunk,
): Promise<void> | undefined {
  if (runManager === undefined) return undefined;
  const position = { prompt: promptIndex, completion: choiceIndex };
  return runManager.handleLLMNewToken(chunk.text, position, undefined, undefined, undefined, {
    chunk,
  });
}
