import {
  type ChatRequest,
  type ChatWarning,
  CometAPIError,
  mergeJSON,
  pickChatOptions,
  withoutUndefined,
} from "@cometapi/core";
import type { BaseMessage } from "@langchain/core/messages";
import type { ChatCometAPICallOptions } from "../chat-call-options.ts";
import type { ChatParameters } from "../chat-parameters.ts";
import { convertMessages } from "./messages.ts";
import { markForPromptCache } from "./prompt-cache.ts";
import { convertResponseFormat, convertToolChoice, convertTools } from "./tools.ts";

/** A request in core's terms without its messages: what a trace and a cache key show of a call. */
export type RequestParameters = Omit<ChatRequest, "messages">;

/** A request, and what of the conversation could not be sent. */
export interface ConvertedRequest {
  request: ChatRequest;
  warnings: ChatWarning[];
}

/** Puts the parameters of a model and the options of one call together. The call's win. */
export function convertParameters(
  model: string,
  parameters: ChatParameters,
  options: Partial<ChatCometAPICallOptions>,
): RequestParameters {
  refuseFormerNames(options);
  const { tools, tool_choice, response_format, strict } = options;
  const merged = { ...parameters, ...withoutUndefined(options) };
  const logprobs = merged.topLogprobs ?? merged.logprobs;
  const request = {
    // `metadata` is LangChain's and `store` LangGraph's: neither is the option of that name.
    ...pickChatOptions({ ...merged, logprobs, metadata: undefined, store: undefined }),
    api: merged.api,
    maxOutputTokens: merged.maxTokens,
    stopSequences: merged.stop?.length === 0 ? undefined : merged.stop,
    choiceCount: merged.n,
    includeUsage: merged.streamUsage,
    tools: tools === undefined || tools.length === 0 ? undefined : convertTools(tools, strict),
    toolChoice: tool_choice === undefined ? undefined : convertToolChoice(tool_choice),
    parallelToolCalls: merged.parallel_tool_calls,
    responseFormat:
      response_format === undefined ? undefined : convertResponseFormat(response_format, strict),
    extraBody: mergeExtraBodies(parameters.extraBody, options.extraBody),
  };
  return { model, ...withoutUndefined(request) };
}

/** OpenAI's names of 2023, which LangChain passes on unasked: ignored, the tools would be missing in silence. */
const FORMER_NAMES: readonly (readonly [former: string, name: string])[] = [
  ["functions", "tools"],
  ["function_call", "tool_choice"],
];

function refuseFormerNames(options: object): void {
  const [former, name] = FORMER_NAMES.find(([candidate]) => candidate in options) ?? [];
  if (former === undefined) return;
  throw new CometAPIError({
    code: "invalid-argument",
    message: `\`${former}\` of a call is a former name: use \`${name}\`, or \`bindTools\`.`,
  });
}

/** A call's fields add to the model's, objects member by member. */
function mergeExtraBodies(
  all: ChatParameters["extraBody"],
  own: ChatParameters["extraBody"],
): ChatParameters["extraBody"] {
  return all === undefined ? own : mergeJSON(all, own);
}

/** Turns a conversation and its parameters into core's request. */
export function convertRequest(
  messages: readonly BaseMessage[],
  parameters: RequestParameters,
  promptCaching?: ChatParameters["promptCaching"],
): ConvertedRequest {
  const converted = convertMessages(markForPromptCache(messages, promptCaching));
  return {
    request: { ...parameters, messages: converted.messages },
    warnings: converted.warnings,
  };
}
