import {
  accumulateChatEvents,
  type ChatRequest,
  type CometAPIClient,
  type RequestOptions,
} from "@cometapi/core";
import type { ChatResponse } from "@llamaindex/core/llms";
import { extractText } from "@llamaindex/core/utils";
import { describeFailure, markFailure } from "./agent-failure.ts";
import { type CometAPICallOptions, resolveCallOptions } from "./call-options.ts";
import type { AgentErrorHandling } from "./chat-options.ts";
import { toChunkRaw } from "./chunk-raw.ts";
import { convertEnvelope, convertResult } from "./convert/events.ts";
import { type ChatParams, convertRequest } from "./convert/request.ts";
import { startLLMEvents } from "./llm-events.ts";
import type { CometAPISettings } from "./llm-settings.ts";
import type { CometAPIToolCall } from "./convert/tool-call.ts";
import type { CometAPIMessageOptions } from "./message-options.ts";
import { toToolCall } from "./run-tool.ts";
import { type CometAPIChunk, StreamedAnswer } from "./streamed-answer.ts";
import { rememberMessageOptions, restoreMessageOptions } from "./restore-message-options.ts";

/** One call of an LLM. */
export interface CallParams extends ChatParams {
  additionalChatOptions?: CometAPICallOptions | undefined;
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
 * callback manager, and restores what agents drop of earlier answers.
 */
export class ChatCaller {
  readonly #fields: ChatCallerFields;

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
      response.raw = answer.raw;
      const { options = {} } = response.message;
      rememberMessageOptions(options.toolCall ?? [], options);
      const [error] = result.errors;
      if (error !== undefined) throw error;
    } catch (error) {
      response.message.options = { ...response.message.options, error };
      throw error;
    } finally {
      events.end(response);
    }
    return response;
  }

  /**
   * Asks for an answer as it is made. Leaving the generator closes the connection.
   *
   * @param onAgentError Within an agent: what a failure becomes in the last chunk. Calls that must not
   * run are kept back then. Undefined: failures are thrown.
   */
  async *stream(
    params: CallParams,
    onAgentError: Exclude<AgentErrorHandling, "throw"> | undefined,
  ): AsyncGenerator<CometAPIChunk, void> {
    const { llm, client } = this.#fields;
    const isAgent = onAgentError !== undefined;
    const events = startLLMEvents(llm, params.messages);
    const offered = new Set(params.tools?.map(({ metadata }) => metadata.name));
    const answer = new StreamedAnswer(
      (call) => !isAgent || (call.isComplete && offered.has(call.name)),
    );
    const response: CometAPIResponse = { message: { role: "assistant", content: "" }, raw: null };
    const handedOut: CometAPIToolCall[] = [];
    try {
      const stream = await client.streamChat(...this.#prepare(params));
      answer.envelope = convertEnvelope(stream);
      for await (const batch of stream.batches) {
        const pushed = answer.push(batch);
        if (pushed === undefined) continue;
        const chunk = isAgent ? forAgent(pushed) : pushed;
        if (chunk.options?.toolCall !== undefined) handedOut.push(...chunk.options.toolCall);
        events.stream(chunk);
        yield chunk;
      }
      const failure = answer.failure ?? (isAgent ? answer.agentFailure : undefined);
      if (failure !== undefined) throw failure;
    } catch (thrown) {
      // When the answer has failed and the caller's `onUsage` threw too, the answer's failure is reported.
      const error = answer.failure ?? thrown;
      answer.envelope = { ...answer.envelope, error };
      if (!isAgent) throw error;
      const words = onAgentError === "message" ? describeFailure(error) : onAgentError(error);
      const delta = markFailure(words, extractText(answer.message.content));
      const chunk = { delta, raw: toChunkRaw(null, { error }), options: { error } };
      events.stream(chunk);
      yield chunk;
    } finally {
      response.message = answer.message;
      response.raw = answer.raw;
      events.end(response);
      rememberMessageOptions(handedOut, response.message.options ?? {});
    }
  }

  #prepare({ additionalChatOptions, ...params }: CallParams): [ChatRequest, RequestOptions] {
    const { llm, settings } = this.#fields;
    const options = resolveCallOptions(settings, additionalChatOptions);
    const messages = restoreMessageOptions(params.messages);
    return [
      convertRequest(llm.model, { ...params, messages }, options),
      { signal: options.signal, tag: options.tag },
    ];
  }
}

// An agent keeps the `input` object of a call, and `restore-message-options.ts` recognizes the call by that
// object. An agent replaces an input that is a text, so it is put into an object first.
function forAgent(chunk: CometAPIChunk): CometAPIChunk {
  const toolCall = chunk.options?.toolCall?.map(toToolCall);
  return toolCall === undefined ? chunk : { ...chunk, options: { ...chunk.options, toolCall } };
}
