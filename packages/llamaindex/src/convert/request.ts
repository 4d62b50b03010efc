import { type ChatRequest, pickChatOptions } from "@cometapi/core";
import type { ChatParams } from "../chat/chat-params.ts";
import type { CallConfig } from "../chat/resolve-call-config.ts";
import { convertMessages } from "./messages.ts";
import { convertResponseFormat } from "./response-format.ts";
import { convertTools, convertVendorTools } from "./tools.ts";

/** One call of `chat` as a request. */
export function convertRequest(
  model: string,
  { messages, tools: functions = [], responseFormat }: ChatParams,
  config: CallConfig,
): ChatRequest {
  const tools = [...convertTools(functions), ...convertVendorTools(config.vendorTools ?? [])];
  const hasTools = tools.length > 0;
  const format = responseFormat ?? config.responseFormat;
  return {
    ...pickChatOptions(config),
    model,
    api: config.api,
    messages: convertMessages(messages),
    // Agents without tools pass an empty list, which vendors refuse.
    tools: hasTools ? tools : undefined,
    toolChoice: hasTools ? config.toolChoice : undefined,
    parallelToolCalls: hasTools ? config.parallelToolCalls : undefined,
    responseFormat: format === undefined ? undefined : convertResponseFormat(format),
    maxOutputTokens: config.maxTokens,
    extraBody: config.extraBody,
    includeRaw: true,
  };
}
