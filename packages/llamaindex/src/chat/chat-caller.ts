import {
  accumulateChatEvents,
  type ChatRequest,
  type CometAPIClient,
  type RequestOptions,
} from "@cometapi/core";
import type { ChatResponse } from "@llamaindex/core/llms";
import { extractText } from "@llamaindex/core/utils";
import { markFailure } from "../agents/agent-failure.ts";
import { rememberDroppedOptions, restoreDroppedOptions } from "../agents/dropped-options.ts";
import { convertEnvelope, convertResult } from "../convert/events.ts";
import { convertRequest } from "../convert/request.ts";
import type { FailureWriter } from "../settings/chat-options.ts";
import type { CometAPISettings } from "../settings/llm-settings.ts";
import type { ChatParams } from "./chat-params.ts";
import { toChunkRaw } from "./chunk-raw.ts";
import { startLLMEvents } from "./llm-events.ts";
import type { CometAPIMessageOptions } from "./message-options.ts";
import { resolveCallConfig } from "./resolve-call-config.ts";
import { type CometAPIChunk, StreamedAnswer } from "./streamed-answer.ts";

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
  async chat(params: ChatParams): Promise<CometAPIResponse> {
    const { llm, client } = this.#fields;
    const events = startLLMEvents(llm, params.messages);
    const response: CometAPIResponse = { message: { role: "assistant", content: "" }, raw: null };
    try {
      const answer = await client.chat(...this.#prepare(params));
      const result = accumulateChatEvents(answer.events);
      response.message = convertResult(result, convertEnvelope(answer));
      response.raw = answer.raw;
      const [error] = result.errors;
      if (error !== undefined) throw error;
      const { options = {} } = response.message;
      rememberDroppedOptions(options.toolCall ?? [], options);
      return response;
    } catch (error) {
      response.message.options = { ...response.message.options, error };
      throw error;
    } finally {
      events.end(response);
    }
  }

  /**
   * Asks for an answer as it is made. Leaving the generator closes the connection.
   *
   * @param describeFailure If an agent asks: puts a failure into words for the last chunk. Calls that must
   * not run are held back then. Undefined: failures are thrown.
   */
  async *streamChat(
    params: ChatParams,
    describeFailure: FailureWriter | undefined,
  ): AsyncGenerator<CometAPIChunk, void> {
    const { llm, client } = this.#fields;
    const events = startLLMEvents(llm, params.messages);
    const answer = new StreamedAnswer(describeFailure && toolNames(params));
    try {
      const stream = await client.streamChat(...this.#prepare(params));
      answer.envelope = convertEnvelope(stream);
      for await (const batch of stream.batches) {
        const chunk = answer.push(batch);
        if (chunk === undefined) continue;
        events.stream(chunk);
        yield chunk;
      }
      const { failure } = answer;
      if (failure !== undefined) throw failure;
    } catch (thrown) {
      // When the answer has failed and the caller's `onUsage` threw too, the answer's failure is reported.
      const error = answer.failure ?? thrown;
      answer.envelope = { ...answer.envelope, error };
      if (describeFailure === undefined) throw error;
      const said = extractText(answer.message.content);
      const delta = markFailure(describeFailure(error), said);
      const chunk = { delta, raw: toChunkRaw(null, { error }), options: { error } };
      events.stream(chunk);
      yield chunk;
    } finally {
      const { message, raw } = answer;
      events.end({ message, raw });
      rememberDroppedOptions(answer.handedOut, message.options ?? {});
    }
  }

  #prepare({ additionalChatOptions, ...params }: ChatParams): [ChatRequest, RequestOptions] {
    const { llm, settings } = this.#fields;
    const config = resolveCallConfig(settings, additionalChatOptions);
    const messages = restoreDroppedOptions(params.messages);
    return [
      convertRequest(llm.model, { ...params, messages }, config),
      { signal: config.signal, tag: config.tag },
    ];
  }
}

function toolNames({ tools = [] }: ChatParams): ReadonlySet<string> {
  return new Set(tools.map(({ metadata }) => metadata.name));
}
