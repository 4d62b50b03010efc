import type { ToolChoice } from "@langchain/core/language_models/chat_models";
import { convertResponseFormat, convertToolChoice } from "../convert/tools.ts";
import { bindNativeTools } from "./bind-native-tools.ts";
import { loadPeer } from "./load-peer.ts";
import type { NativeConfig, NativeModel } from "./native-config.ts";
import { refuseOptions } from "./refuse-options.ts";

/** A model of `@langchain/google` on CometAPI's Gemini API. */
export async function createGeminiModel(config: NativeConfig): Promise<NativeModel> {
  const { ChatGoogle } = await loadPeer(
    "gemini",
    "@langchain/google",
    () => import("@langchain/google"),
  );
  refuseOptions("gemini", config, [
    "n",
    "logitBias",
    "logprobs",
    "topLogprobs",
    "user",
    "parallel_tool_calls",
    "promptCaching",
  ]);
  const { parameters, options } = config;
  const { temperature, topP, topK, maxTokens, seed, streamUsage } = parameters;
  const { presencePenalty, frequencyPenalty, stop, modalities, reasoningEffort } = parameters;
  const model = new ChatGoogle({
    model: config.model,
    endpoint: config.baseURL,
    platformType: "gai",
    apiClient: {
      hasApiKey: () => true,
      getProjectId: async () => "",
      fetch: config.fetch,
    },
    maxRetries: 0,
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(topK !== undefined && { topK }),
    ...(maxTokens !== undefined && { maxOutputTokens: maxTokens }),
    ...(seed !== undefined && { seed }),
    ...(presencePenalty !== undefined && { presencePenalty }),
    ...(frequencyPenalty !== undefined && { frequencyPenalty }),
    ...(stop !== undefined && { stopSequences: stop }),
    ...(streamUsage !== undefined && { streamUsage }),
    ...(modalities !== undefined && {
      responseModalities: modalities.map((name) => name.toUpperCase()),
    }),
    ...(reasoningEffort !== undefined && { reasoningEffort }),
  });
  const { signal, tool_choice } = options;
  return {
    model,
    options: {
      ...bindNativeTools(model, options.tools),
      ...(signal !== undefined && { signal }),
      ...(tool_choice !== undefined && { tool_choice: toGeminiChoice(tool_choice) }),
      ...toResponseSchema(options.response_format),
    },
  };
}

function toGeminiChoice(choice: ToolChoice): string {
  const converted = convertToolChoice(choice);
  if (typeof converted !== "string") return converted.toolName;
  return converted === "required" ? "any" : converted;
}

function toResponseSchema(format: NativeConfig["options"]["response_format"]): object {
  const converted = format === undefined ? undefined : convertResponseFormat(format);
  if (converted?.type === "json-schema") return { responseSchema: converted.schema };
  // Gemini's JSON mode is a schema that any object fits.
  return converted?.type === "json-object" ? { responseSchema: { type: "object" } } : {};
}
