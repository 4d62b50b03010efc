import {
  accumulateChatEvents,
  type ChatRequest,
  type CometAPIClient,
  type JSONObject,
  type JSONValue,
  type RequestOptions,
} from "@cometapi/core";
import type { ChatResponse } from "@llamaindex/core/llms";
import { extractText } from "@llamaindex/core/utils";
import { type CometAPIChatOptions, resolveChatOptions } from "./chat-options.ts";
import { convertEnvelope, convertResult } from "./convert/events.ts";
import { type ChatParams, convertRequest } from "./convert/request.ts";
import { toFailureChunk } from "./errors.ts";
import { startLLMEvents } from "./llm-events.ts";
import type { CometAPISettings } from "./llm-settings.ts";
import type { CometAPIMessageOptions, CometAPIToolCall } from "./message-options.ts";
import { ReasoningCache, type RememberedReasoning } from "./reasoning-cache.ts";
import { toToolCall } from "./run-tool.ts";
import { type CometAPIChunk, splitDeltas, StreamedAnswer } from "./streamed-answer.ts";

/** One call of an LLM. */
export interface CallParams extends ChatParams {
  additionalChatOptions?: CometAPIChatOptions | undefined;
}

/** A whole answer of an LLM. */
export type CometAPIResponse = ChatResponse<CometAPIMessageOptions>;

/** Who calls. */
export interface ChatCallerFields {
  /** The LLM, named in events. */
  llm: { model: string };
  client: CometAPIClient;
  settings: CometAPISettings;
}

/**
 * Asks the model, streamed or not, and does what belongs to every call: it reports the call to the
 * callback manager, restores and remembers reasoning, and tells the usage.
 */
export class ChatCaller {
  readonly #fields: ChatCallerFields;
  readonly #reasoning: ReasoningCache = new ReasoningCache();

  constructor(fields: ChatCallerFields) {
    this.#fields = fields;
  }

  /** Asks for a whole answer. */
  async answer(params: CallParams): Promise<CometAPIResponse> {
    const { llm, client } = this.#fields;
    const events = startLLMEvents(llm, params.messages);
    const response: CometAPIResponse = { message: { role: "assistant", content: "" }, raw: null };
    try {
      const answer = await client.chat(...this.#prepare(params));
      const result = accumulateChatEvents(answer.events);
      response.message = convertResult(result, convertEnvelope(answer));
      response.raw = isObject(answer.raw) ? answer.raw : null;
      const usageError = this.#tellUsage(response.message.options);
      const [error = usageError] = result.errors;
      if (error !== undefined) throw error;
    } catch (error) {
      response.message.options = { ...response.message.options, error };
      throw error;
    } finally {
      events.end(response);
      this.#reasoning.remember(response.message.options ?? {});
    }
    return response;
  }

  /**
   * Asks for an answer as it is made; returns it whole. Leaving the generator closes the connection.
   *
   * @param isAgent Whether a failure becomes the last chunk, and calls that must not run are kept back.
   */
  async *stream(
    params: CallParams,
    isAgent: boolean,
  ): AsyncGenerator<CometAPIChunk, CometAPIResponse["message"]> {
    const { llm, client, settings } = this.#fields;
    const events = startLLMEvents(llm, params.messages);
    const offered = new Set(params.tools?.map(({ metadata }) => metadata.name));
    const answer = new StreamedAnswer(
      (call) => !isAgent || (call.isComplete && offered.has(call.name)),
    );
    const response: CometAPIResponse = { message: { role: "assistant", content: "" }, raw: null };
    let usageError: unknown;
    try {
      const stream = await client.streamChat(...this.#prepare(params));
      answer.end = convertEnvelope(stream);
      for await (const batch of stream.batches) {
        for (const part of settings.foldDeltas === false ? splitDeltas(batch) : [batch]) {
          const pushed = answer.push(part);
          if (pushed === undefined) continue;
          const chunk = isAgent ? forAgent(pushed) : pushed;
          const { toolCall } = chunk.options ?? {};
          if (toolCall) this.#reasoning.remember({ ...answer.message.options, toolCall });
          usageError ??= this.#tellUsage(chunk.options);
          events.stream(chunk);
          yield chunk;
        }
      }
      const failure = answer.failure ?? usageError;
      if (failure !== undefined) throw failure;
    } catch (error) {
      answer.end = { ...answer.end, error };
      if (!isAgent) throw error;
      const chunk = toFailureChunk(error, extractText(answer.message.content));
      events.stream(chunk);
      yield chunk;
    } finally {
      response.message = answer.message;
      response.raw = answer.raw;
      events.end(response);
      this.#reasoning.remember(response.message.options ?? {});
    }
    return response.message;
  }

  #prepare({ additionalChatOptions, ...params }: CallParams): [ChatRequest, RequestOptions] {
    const { llm, settings } = this.#fields;
    const options = resolveChatOptions(settings, additionalChatOptions);
    const recall = (call: CometAPIToolCall): RememberedReasoning | undefined =>
      this.#reasoning.recall(call);
    return [convertRequest(llm.model, params, options, recall), { signal: options.signal }];
  }

  /** Gives back what `onUsage` threw: the answer has been paid for and is told first. */
  #tellUsage({ usage, model }: CometAPIMessageOptions = {}): unknown {
    const { llm, settings } = this.#fields;
    try {
      if (usage !== undefined) settings.onUsage?.(usage, model ?? llm.model);
      return undefined;
    } catch (error) {
      return error;
    }
  }
}

// An agent keeps the input of a call as it is, by which its reasoning is found, unless that is text.
function forAgent(chunk: CometAPIChunk): CometAPIChunk {
  const toolCall = chunk.options?.toolCall?.map(toToolCall);
  return toolCall === undefined ? chunk : { ...chunk, options: { ...chunk.options, toolCall } };
}

function isObject(value: JSONValue): value is JSONObject | JSONValue[] {
  return typeof value === "object" && value !== null;
}
