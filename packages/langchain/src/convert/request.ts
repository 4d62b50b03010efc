import {
  type ChatRequest,
  type ChatWarning,
  checkSettings,
  CometAPIError,
  mergeJSON,
  pickChatOptions,
  pickSettings,
  withoutUndefined,
} from "@cometapi/core";
import type { BaseMessage } from "@langchain/core/messages";
import type { ChatCometAPICallOptions } from "../chat-call-options.ts";
import { type ChatParameters, parameterRules } from "../chat-parameters.ts";
import { convertMessages } from "./messages.ts";
import { markForPromptCache } from "./prompt-cache.ts";
import { convertResponseFormat, convertToolChoice, convertTools } from "./tools.ts";

/** Core's request without its messages: what traces and cache keys show of a call. */
export type RequestParameters = Omit<ChatRequest, "messages">;

/** Core's request, with a warning for each block of a message that could not be sent. */
export interface ConvertedRequest {
  request: ChatRequest;
  warnings: ChatWarning[];
}

/** Merges the parameters of a model and the options of one call. The options win. */
export function convertParameters(
  model: string,
  parameters: ChatParameters,
  options: Partial<ChatCometAPICallOptions>,
): RequestParameters {
  refuseFormerNames(options);
  checkSettings("a call", pickSettings<ChatParameters>(parameterRules, options), parameterRules);
  const { tools, tool_choice, response_format, strict } = options;
  const merged = { ...parameters, ...withoutUndefined(options) };
  const logprobs = merged.topLogprobs ?? merged.logprobs;
  const request = {
    // LangChain's `metadata` and LangGraph's `store` are not core's options of these names.
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

/** OpenAI's names of 2023. LangChain still passes them on; ignored, the tools would be missing without a word. */
const FORMER_NAMES: Readonly<Record<string, string>> = {
  functions: "tools",
  function_call: "tool_choice",
};

function refuseFormerNames(options: object): void {
  for (const former in FORMER_NAMES) {
    if (!(former in options)) continue;
    throw new CometAPIError({
      code: "invalid-argument",
      message: `\`${former}\` of a call is a former name: use \`${FORMER_NAMES[former]}\`, or \`bindTools\`.`,
    });
  }
}

/** Fields of a call are added to those of the model, objects member by member. */
function mergeExtraBodies(
  ofModel: ChatParameters["extraBody"],
  ofCall: ChatParameters["extraBody"],
): ChatParameters["extraBody"] {
  return ofModel === undefined ? ofCall : mergeJSON(ofModel, ofCall);
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
