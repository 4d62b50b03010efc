import type { LanguageModelV4CallOptions, SharedV4Warning } from "@ai-sdk/provider";
import { type ChatRequest, type ChatResponseFormat, pickChatOptions } from "@cometapi/core";
import type { CometAPIChatLanguageModelOptions } from "../chat/chat-language-model-options.ts";
import { convertJSONSchema } from "./json.ts";
import { convertMessages } from "./messages.ts";
import { convertToolChoice, convertTools } from "./tools.ts";
import { convertVendorOptions } from "./vendor-options.ts";

/** A call of the AI SDK as core's request. `options` are those of `providerOptions.cometapi`. */
export function convertRequest(
  modelId: string,
  call: LanguageModelV4CallOptions,
  options: Partial<CometAPIChatLanguageModelOptions>,
): { request: ChatRequest; warnings: SharedV4Warning[] } {
  const { reasoningEffort, textVerbosity } = options;
  const { messages, warnings } = convertMessages(call.prompt);
  const tools = convertTools(call.tools);
  const hasTools = tools.length > 0;
  const request: ChatRequest = {
    ...pickChatOptions(options),
    model: modelId,
    messages,
    tools: hasTools ? tools : undefined,
    toolChoice: hasTools ? convertToolChoice(call.toolChoice) : undefined,
    maxOutputTokens: call.maxOutputTokens,
    temperature: call.temperature,
    topP: call.topP,
    topK: call.topK,
    presencePenalty: call.presencePenalty,
    frequencyPenalty: call.frequencyPenalty,
    stopSequences: call.stopSequences,
    seed: call.seed,
    reasoningEffort: reasoningEffort ?? convertReasoning(call.reasoning),
    responseFormat: convertResponseFormat(call.responseFormat, options.strictJsonSchema),
    verbosity: textVerbosity,
    vendorOptions: convertVendorOptions(call.providerOptions),
    includeRaw: call.includeRawChunks,
    extraBody: options.extraBody,
  };
  return { request, warnings };
}

function convertReasoning(reasoning: LanguageModelV4CallOptions["reasoning"]): string | undefined {
  return reasoning === "provider-default" ? undefined : reasoning;
}

function convertResponseFormat(
  format: LanguageModelV4CallOptions["responseFormat"],
  strict: boolean | undefined,
): ChatResponseFormat | undefined {
  if (format === undefined || format.type === "text") return undefined;
  if (format.schema === undefined) return { type: "json-object" };
  return {
    type: "json-schema",
    name: format.name,
    description: format.description,
    schema: convertJSONSchema(format.schema),
    strict,
  };
}
