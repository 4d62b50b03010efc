import type { ToolChoice } from "@langchain/core/language_models/chat_models";
import { convertToolChoice } from "../convert/tools.ts";
import { bindNativeTools } from "./bind-native-tools.ts";
import { loadPeer } from "./load-peer.ts";
import { type NativeConfig, type NativeModel, placeholderKey } from "./native-config.ts";
import { refuseOptions } from "./refuse-options.ts";

/** A model of `@langchain/openai` on CometAPI's Responses API. */
export async function createResponsesModel(config: NativeConfig): Promise<NativeModel> {
  const { ChatOpenAIResponses } = await loadPeer(
    "responses",
    "@langchain/openai",
    () => import("@langchain/openai"),
  );
  refuseOptions("responses", config, [
    "stop",
    "topK",
    "n",
    "seed",
    "presencePenalty",
    "frequencyPenalty",
    "logitBias",
    "logprobs",
    "topLogprobs",
    "modalities",
    "promptCaching",
  ]);
  const { parameters, options } = config;
  const { temperature, topP, maxTokens, user, streamUsage, reasoningEffort } = parameters;
  const { response_format, signal } = options;
  const choice =
    options.tool_choice === undefined ? undefined : toResponsesChoice(options.tool_choice);
  const model = new ChatOpenAIResponses({
    model: config.model,
    apiKey: placeholderKey,
    configuration: { baseURL: `${config.baseURL}/v1`, fetch: config.fetch },
    maxRetries: 0,
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(user !== undefined && { user }),
    ...(streamUsage !== undefined && { streamUsage }),
    modelKwargs: {
      ...(reasoningEffort !== undefined && { reasoning: { effort: reasoningEffort } }),
      // The package drops a choice that is a word.
      ...(typeof choice === "string" && { tool_choice: choice }),
    },
  });
  return {
    model,
    options: {
      ...bindNativeTools(model, options.tools),
      ...(signal !== undefined && { signal }),
      ...(typeof choice === "object" && { tool_choice: choice }),
      ...(response_format !== undefined && { response_format }),
      ...(parameters.parallel_tool_calls !== undefined && {
        parallel_tool_calls: parameters.parallel_tool_calls,
      }),
      ...(options.strict !== undefined && { strict: options.strict }),
    },
  };
}

function toResponsesChoice(choice: ToolChoice): ToolChoice {
  const converted = convertToolChoice(choice);
  return typeof converted === "string"
    ? converted
    : { type: "function", function: { name: converted.toolName } };
}
