/* oxlint-disable no-underscore-dangle -- LangChain names its extension points so */
import { type CometAPIClient, CometAPIError, findCometAPIError } from "@cometapi/core";
import { createStrictFetch } from "@cometapi/core/strict-fetch";
import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { ChatModelStreamEvent } from "@langchain/core/language_models/event";
import type { AIMessageChunk, BaseMessage } from "@langchain/core/messages";
import type { ChatGenerationChunk, ChatResult } from "@langchain/core/outputs";
import type { AsyncCaller } from "@langchain/core/utils/async_caller";
import type { ChatParameters } from "../chat-parameters.ts";
import type { ChatPath, ParsedCallOptions } from "../chat-path.ts";
import { markForPromptCache } from "../convert/prompt-cache.ts";
import { toLangChainError, toModelAbortError } from "../errors.ts";
import { withRetries } from "../with-retries.ts";
import { joinChunks } from "./join-chunks.ts";
import { joinEvents } from "./join-events.ts";
import type { NativeConfig, NativeModel } from "./native-config.ts";

/** What the path needs of the model it serves. */
export interface NativePathConfig {
  client: CometAPIClient;
  caller: AsyncCaller;
  model: string;
  parameters: ChatParameters;
  isStreaming: boolean;
  /** Makes the model of another package. */
  create: (config: NativeConfig) => Promise<NativeModel>;
}

/** A text API of a vendor by way of LangChain's package for it, with core's key and transport. */
export class NativePath implements ChatPath {
  readonly #config: NativePathConfig;

  constructor(config: NativePathConfig) {
    this.#config = config;
  }

  async generate(
    messages: BaseMessage[],
    options: ParsedCallOptions,
    runManager: CallbackManagerForLLMRun | undefined,
  ): Promise<ChatResult> {
    if (this.#config.isStreaming) return this.#generateByStream(messages, options, runManager);
    const prompt = this.#mark(messages, options);
    const native = await this.#create(options, options.signal, false);
    return withRetries(this.#config.caller, options, () =>
      native.model._generate(prompt, native.options, runManager).catch(throwCometAPIError),
    );
  }

  streamChunks(
    messages: BaseMessage[],
    options: ParsedCallOptions,
    runManager: CallbackManagerForLLMRun | undefined,
  ): AsyncGenerator<ChatGenerationChunk> {
    const prompt = this.#mark(messages, options);
    return this.#stream(options, joinChunks, ({ model, options: native }) =>
      model._streamResponseChunks(prompt, native, runManager),
    );
  }

  streamEvents(
    messages: BaseMessage[],
    options: ParsedCallOptions,
  ): AsyncGenerator<ChatModelStreamEvent> {
    const prompt = this.#mark(messages, options);
    return this.#stream(options, joinEvents, ({ model, options: native }) =>
      model._streamChatModelEvents(prompt, native),
    );
  }

  async #generateByStream(
    messages: BaseMessage[],
    options: ParsedCallOptions,
    runManager: CallbackManagerForLLMRun | undefined,
  ): Promise<ChatResult> {
    let whole: ChatGenerationChunk | undefined;
    for await (const chunk of this.streamChunks(messages, options, runManager)) {
      whole = whole === undefined ? chunk : whole.concat(chunk);
    }
    return { generations: whole === undefined ? [] : [whole] };
  }

  /** A stream is tried again until its first piece came, and leaving it closes the connection. */
  async *#stream<T>(
    options: ParsedCallOptions,
    join: (pieces: readonly T[]) => AIMessageChunk | Promise<AIMessageChunk>,
    open: (native: NativeModel) => AsyncGenerator<T>,
  ): AsyncGenerator<T> {
    const end = new AbortController();
    const signal = AbortSignal.any([end.signal, ...(options.signal ? [options.signal] : [])]);
    const pieces: T[] = [];
    try {
      const native = await this.#create(options, signal, true);
      const { rest, first } = await withRetries(this.#config.caller, options, async () => {
        const opened = open(native);
        return { rest: opened, first: await readFirst(opened).catch(throwCometAPIError) };
      });
      pieces.push(first);
      yield first;
      for await (const piece of rest) {
        pieces.push(piece);
        yield piece;
      }
      options.signal?.throwIfAborted();
    } catch (error) {
      const known = findCometAPIError(error) ?? error;
      if (pieces.length === 0) throw toLangChainError(known);
      if (options.signal?.aborted === true) {
        throw toModelAbortError(options.signal.reason, await join(pieces));
      }
      throw toLangChainError(known, await join(pieces));
    } finally {
      end.abort();
    }
  }

  #create(
    options: ParsedCallOptions,
    signal: AbortSignal | undefined,
    isStream: boolean,
  ): Promise<NativeModel> {
    const { client, model, create } = this.#config;
    const parameters = this.#merge(options);
    return create({
      model,
      baseURL: client.baseURL,
      fetch: createStrictFetch(client, {
        headers: options.headers,
        extraBody: parameters.extraBody,
        isStream,
      }),
      parameters,
      options: signal === undefined ? options : { ...options, signal },
    });
  }

  #merge(options: ParsedCallOptions): ChatParameters {
    const given = Object.entries(options).filter(([, value]) => value !== undefined);
    return { ...this.#config.parameters, ...Object.fromEntries(given) };
  }

  #mark(messages: BaseMessage[], options: ParsedCallOptions): BaseMessage[] {
    return [...markForPromptCache(messages, this.#merge(options).promptCaching)];
  }
}

async function readFirst<T>(pieces: AsyncGenerator<T>): Promise<T> {
  const { done, value } = await pieces.next();
  if (done !== true) return value;
  throw new CometAPIError({
    code: "invalid-response",
    message: "CometAPI sent a stream without an answer.",
    isRetryable: true,
  });
}

function throwCometAPIError(error: unknown): never {
  throw findCometAPIError(error) ?? error;
}
