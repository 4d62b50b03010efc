import { CometAPIError } from "@cometapi/core";
import { convertResponseFormat, convertToolChoice } from "../convert/tools.ts";
import { bindNativeTools } from "./bind-native-tools.ts";
import { loadPeer } from "./load-peer.ts";
import { type NativeConfig, type NativeModel, placeholderKey } from "./native-config.ts";
import { refuseOptions } from "./refuse-options.ts";

/** A model of `@langchain/anthropic` on CometAPI's Anthropic Messages API. */
export async function createMessagesModel(config: NativeConfig): Promise<NativeModel> {
  const { ChatAnthropic } = await loadPeer(
    "messages",
    "@langchain/anthropic",
    () => import("@langchain/anthropic"),
  );
  refuseOptions("messages", config, [
    "n",
    "seed",
    "presencePenalty",
    "frequencyPenalty",
    "logitBias",
    "logprobs",
    "topLogprobs",
    "modalities",
  ]);
  const { parameters, options } = config;
  const { temperature, topP, topK, maxTokens, stop, streamUsage, user } = parameters;
  const model = new ChatAnthropic({
    model: config.model,
    apiKey: placeholderKey,
    anthropicApiUrl: config.baseURL,
    clientOptions: { fetch: config.fetch },
    maxRetries: 0,
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(topK !== undefined && { topK }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(streamUsage !== undefined && { streamUsage }),
    ...(user !== undefined && { invocationKwargs: { metadata: { user_id: user } } }),
  });
  const { signal } = options;
  const outputConfig = toOutputConfig(config);
  const toolChoice = toMessagesChoice(config);
  return {
    model,
    options: {
      ...bindNativeTools(model, options.tools),
      ...(signal !== undefined && { signal }),
      ...(options.strict !== undefined && { strict: options.strict }),
      ...(stop !== undefined && stop.length > 0 && { stop }),
      ...(toolChoice !== undefined && { tool_choice: toolChoice }),
      ...(outputConfig !== undefined && { outputConfig }),
    },
  };
}

function toMessagesChoice({ parameters, options }: NativeConfig): object | undefined {
  const isSingle = parameters.parallel_tool_calls === false;
  if (options.tool_choice === undefined && !isSingle) return undefined;
  const choice = convertToolChoice(options.tool_choice ?? "auto");
  const single = isSingle && choice !== "none" ? { disable_parallel_tool_use: true } : {};
  if (typeof choice !== "string") return { type: "tool", name: choice.toolName, ...single };
  return { type: choice === "required" ? "any" : choice, ...single };
}

function toOutputConfig({ parameters, options }: NativeConfig): object | undefined {
  const { reasoningEffort: effort } = parameters;
  const format =
    options.response_format === undefined
      ? undefined
      : convertResponseFormat(options.response_format);
  if (format?.type === "json-object") {
    throw new CometAPIError({
      code: "invalid-argument",
      message:
        'api: "messages" has no JSON mode. Give a schema: method "jsonSchema" or "functionCalling".',
    });
  }
  if (effort === undefined && format?.type !== "json-schema") return undefined;
  return {
    ...(effort !== undefined && { effort }),
    ...(format?.type === "json-schema" && {
      format: { type: "json_schema", schema: format.schema },
    }),
  };
}
