import { type ChatRequest, pickChatOptions } from "@cometapi/core";
import type { BaseTool, ChatMessage } from "@llamaindex/core/llms";
import type { CallOptions } from "../call-options.ts";
import type { CometAPIMessageOptions } from "../message-options.ts";
import { convertMessages } from "./messages.ts";
import { convertResponseFormat } from "./response-format.ts";
import { convertTools, convertVendorTools } from "./tools.ts";

/** The parameters of `chat` that the request needs. */
export interface ChatParams {
  messages: ChatMessage<CometAPIMessageOptions>[];
  tools?: BaseTool[] | undefined;
  responseFormat?: object | undefined;
}

/** One call of `chat` as a request. */
export function convertRequest(
  model: string,
  { messages, tools: functions = [], responseFormat }: ChatParams,
  options: CallOptions,
): ChatRequest {
  const tools = [...convertTools(functions), ...convertVendorTools(options.vendorTools ?? [])];
  const hasTools = tools.length > 0;
  const format = responseFormat ?? options.responseFormat;
  return {
    ...pickChatOptions(options),
    model,
    api: options.api,
    messages: convertMessages(messages),
    // Agents without tools pass an empty list, which vendors refuse.
    tools: hasTools ? tools : undefined,
    toolChoice: hasTools ? options.toolChoice : undefined,
    parallelToolCalls: hasTools ? options.parallelToolCalls : undefined,
    responseFormat: format === undefined ? undefined : convertResponseFormat(format),
    maxOutputTokens: options.maxTokens,
    extraBody: options.extraBody,
    includeRaw: true,
  };
}
