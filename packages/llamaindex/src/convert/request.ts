import type { ChatRequest } from "@cometapi/core";
import type { BaseTool, ChatMessage } from "@llamaindex/core/llms";
import type { CometAPIChatOptions } from "../chat-options.ts";
import type { CometAPIMessageOptions } from "../message-options.ts";
import { convertMessages, type RecallReasoning } from "./messages.ts";
import { convertResponseFormat } from "./response-format.ts";
import { convertTools } from "./tools.ts";

/** What LlamaIndex hands to `chat`, without the parts that are no business of the request. */
export interface ChatParams {
  messages: ChatMessage<CometAPIMessageOptions>[];
  tools?: BaseTool[] | undefined;
  responseFormat?: object | undefined;
}

/** One call of `chat` as a request. */
export function convertRequest(
  model: string,
  params: ChatParams,
  options: CometAPIChatOptions,
  recall?: RecallReasoning,
): ChatRequest {
  const { messages, tools = [], responseFormat } = params;
  return {
    model,
    messages: convertMessages(messages, recall),
    // Agents without tools pass an empty list, which vendors refuse.
    tools: tools.length > 0 ? convertTools(tools) : undefined,
    toolChoice: tools.length > 0 ? options.toolChoice : undefined,
    parallelToolCalls: tools.length > 0 ? options.parallelToolCalls : undefined,
    responseFormat:
      responseFormat === undefined ? undefined : convertResponseFormat(responseFormat),
    maxOutputTokens: options.maxTokens,
    temperature: options.temperature,
    topP: options.topP,
    topK: options.topK,
    presencePenalty: options.presencePenalty,
    frequencyPenalty: options.frequencyPenalty,
    stopSequences: options.stopSequences,
    seed: options.seed,
    reasoningEffort: options.reasoningEffort,
    logprobs: options.logprobs,
    logitBias: options.logitBias,
    modalities: options.modalities,
    user: options.user,
    extraBody: options.additionalKwargs,
    includeRaw: true,
  };
}
