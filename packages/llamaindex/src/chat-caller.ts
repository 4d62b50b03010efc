import {
  accumulateChatEvents,
  type ChatRequest,
  type CometAPIClient,
  type JSONObject,
  type JSONValue,
  type RequestOptions,
  foldDeltas,
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
      const [error] = result.errors;
      if (error !== undefined) throw error;
    } catch (error) {
      response.message.options = { ...response.message.options, error };
      throw error;
    } finally {
      events.end(response);
      this.#conclude(response);
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
    try {
      const stream = await client.streamChat(...this.#prepare(params));
      answer.end = convertEnvelope(stream);
      for await (const batch of stream.batches) {
        for (const part of settings.foldDeltas === false
          ? splitDeltas(batch)
          : [foldDeltas(batch)]) {
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
      events.end(response);
      this.#conclude(response);
    }
    return answer.message;
  }

  #prepare({ additionalChatOptions, ...params }: CallParams): [ChatRequest, RequestOptions] {
    const { llm, settings } = this.#fields;
    const options = resolveChatOptions(settings, additionalChatOptions);
    const recall = (call: CometAPIToolCall): RememberedReasoning | undefined =>
      this.#reasoning.recall(call);
    return [convertRequest(llm.model, params, options, recall), { signal: options.signal }];
  }

  #conclude({ message: { options = {} } }: CometAPIResponse): void {
    const { llm, settings } = this.#fields;
    this.#reasoning.remember(options);
    const { usage, model = llm.model } = options;
    if (usage !== undefined) settings.onUsage?.(usage, model);
  }
}

function isObject(value: JSONValue): value is JSONObject | JSONValue[] {
  return typeof value === "object" && value !== null;
}
