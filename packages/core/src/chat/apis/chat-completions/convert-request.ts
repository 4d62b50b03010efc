import type { ChatMessage, ChatRequest, ChatTool, ChatWarning } from "../../chat-request.ts";
import type { JSONObject, JSONValue } from "../../../json.ts";
import { isOptionRefused } from "../../../models/is-option-refused.ts";
import type { ModelTraits, RefusableOption } from "../../../models/model-traits.ts";
import { resolveReasoningEffort } from "../../../models/resolve-reasoning-effort.ts";
import type { ConvertedRequest } from "../chat-api.ts";
import { createFormatInstruction, withInstruction } from "../format-instruction.ts";
import { convertMessages } from "./convert-messages.ts";
import { convertResponseFormat } from "./convert-response-format.ts";
import { convertToolChoice, convertTools } from "./convert-tools.ts";
import { withoutCacheControl } from "./without-cache-control.ts";

/**
 * A chat request in the API's form, with the model's manners applied: what the model refuses is left
 * out or changed, and every such change is reported.
 */
export function convertRequest(
  request: ChatRequest,
  traits: ModelTraits,
  isStream: boolean,
): ConvertedRequest {
  const warnings: ChatWarning[] = [];
  const effort = convertEffort(request, traits, warnings);
  const marked = { messages: request.messages, tools: request.tools ?? [] };
  const { messages, tools } = traits.acceptsCacheControl
    ? marked
    : withoutCacheControl(marked, traits, warnings);
  const { format, instruction } = convertFormat(request, traits, warnings);
  const instructed = instruction === undefined ? messages : withInstruction(messages, instruction);
  const body: JSONObject = {
    model: request.model,
    messages: convertMessages(convertRoles(instructed, traits, warnings), {
      echoesReasoning: traits.echoesReasoning,
    }),
    ...convertSampling(request, traits, effort, warnings),
    ...convertTokenLimit(request, traits),
    reasoning_effort: effort,
    response_format: format,
    ...convertToolOptions(request, tools, warnings),
    modalities: request.modalities === undefined ? undefined : [...request.modalities],
    verbosity: request.verbosity,
    user: request.user,
    service_tier: request.serviceTier,
    store: request.store,
    prompt_cache_key: request.promptCacheKey,
    metadata: request.metadata === undefined ? undefined : { ...request.metadata },
  };
  if (isStream) {
    body["stream"] = true;
    if (request.includeUsage !== false) body["stream_options"] = { include_usage: true };
  }
  return { path: "/v1/chat/completions", body: withoutUndefined(body), warnings };
}

/** Options that are sent under one name by every model that takes them at all. */
const SAMPLING_FIELDS = {
  temperature: "temperature",
  topP: "top_p",
  topK: "top_k",
  presencePenalty: "presence_penalty",
  frequencyPenalty: "frequency_penalty",
  stopSequences: "stop",
  seed: "seed",
  choiceCount: "n",
  logprobs: "logprobs",
  logitBias: "logit_bias",
} as const satisfies Record<RefusableOption, string>;

const REFUSABLE_OPTIONS = [
  "temperature",
  "topP",
  "topK",
  "presencePenalty",
  "frequencyPenalty",
  "stopSequences",
  "seed",
  "choiceCount",
  "logprobs",
  "logitBias",
] as const satisfies readonly RefusableOption[];

function convertSampling(
  request: ChatRequest,
  traits: ModelTraits,
  effort: string | undefined,
  warnings: ChatWarning[],
): JSONObject {
  const fields: JSONObject = {};
  for (const option of REFUSABLE_OPTIONS) {
    const value = convertValue(request, option);
    if (value === undefined) continue;
    const isSecondSampler =
      option === "topP" &&
      !traits.acceptsTemperatureWithTopP &&
      fields[SAMPLING_FIELDS.temperature] !== undefined;
    if (isOptionRefused(traits, option, effort) || isSecondSampler) {
      const reason = isSecondSampler ? "acceptsTemperatureWithTopP" : option;
      warnings.push(dropped(option, request.model, traits.reasons[reason]));
      continue;
    }
    fields[SAMPLING_FIELDS[option]] = value;
    if (option === "logprobs" && typeof request.logprobs === "number") {
      fields["top_logprobs"] = request.logprobs;
    }
  }
  return fields;
}

function convertValue(request: ChatRequest, option: RefusableOption): JSONValue | undefined {
  switch (option) {
    case "stopSequences": {
      const { stopSequences } = request;
      return stopSequences === undefined || stopSequences.length === 0
        ? undefined
        : [...stopSequences];
    }
    case "logprobs":
      return request.logprobs === undefined || request.logprobs === false ? undefined : true;
    case "logitBias":
      return request.logitBias === undefined ? undefined : { ...request.logitBias };
    default:
      return request[option];
  }
}

function convertTokenLimit(request: ChatRequest, traits: ModelTraits): JSONObject {
  const { maxOutputTokens } = request;
  return maxOutputTokens === undefined ? {} : { [traits.maxTokensField]: maxOutputTokens };
}

function convertEffort(
  request: ChatRequest,
  traits: ModelTraits,
  warnings: ChatWarning[],
): string | undefined {
  const { model, reasoningEffort, tools } = request;
  const hasTools = tools !== undefined && tools.length > 0;
  if (hasTools && !traits.acceptsToolsWithReasoning && reasoningEffort !== "none") {
    const reason = traits.reasons.acceptsToolsWithReasoning;
    const message = `${model} was asked not to reason, because tools were offered.${because(reason)}`;
    warnings.push({ option: "reasoningEffort", action: "changed", message });
    return "none";
  }
  if (reasoningEffort === undefined) return undefined;
  const effort = resolveReasoningEffort(traits, reasoningEffort);
  const reason = traits.reasons.reasoningEfforts;
  if (effort === undefined) {
    warnings.push(dropped("reasoningEffort", model, reason));
  } else if (effort !== reasoningEffort) {
    const message = `${model} does not know the effort ${reasoningEffort}; ${effort} was sent.${because(reason)}`;
    warnings.push({ option: "reasoningEffort", action: "changed", message });
  }
  return effort;
}

/** The strictest format the model takes; what it does not take is asked for in words. */
function convertFormat(
  request: ChatRequest,
  { structuredOutput, reasons }: ModelTraits,
  warnings: ChatWarning[],
): { format: JSONObject | undefined; instruction: string | undefined } {
  const { model, responseFormat } = request;
  if (responseFormat === undefined || responseFormat.type === "text") {
    return { format: undefined, instruction: undefined };
  }
  const isTaken =
    structuredOutput === "json-schema" ||
    (structuredOutput === "json-object" && responseFormat.type === "json-object");
  if (isTaken) return { format: convertResponseFormat(responseFormat), instruction: undefined };
  const message = `${model} does not take this response format; it was asked for in words.${because(reasons.structuredOutput)}`;
  warnings.push({ option: "responseFormat", action: "changed", message });
  return {
    format:
      structuredOutput === "json-object"
        ? convertResponseFormat({ type: "json-object" })
        : undefined,
    instruction: createFormatInstruction(responseFormat),
  };
}

function convertToolOptions(
  request: ChatRequest,
  tools: readonly ChatTool[],
  warnings: ChatWarning[],
): JSONObject {
  const converted = convertTools(tools, warnings);
  if (converted.length === 0) return {};
  return {
    tools: converted,
    tool_choice:
      request.toolChoice === undefined ? undefined : convertToolChoice(request.toolChoice),
    parallel_tool_calls: request.parallelToolCalls,
  };
}

function convertRoles(
  messages: readonly ChatMessage[],
  traits: ModelTraits,
  warnings: ChatWarning[],
): readonly ChatMessage[] {
  if (traits.acceptsDeveloperRole || !messages.some(({ role }) => role === "developer")) {
    return messages;
  }
  warnings.push({
    option: "messages",
    action: "changed",
    message: "Messages of the role developer were sent as system.",
  });
  return messages.map((message) =>
    message.role === "developer" ? { ...message, role: "system" } : message,
  );
}

function dropped(option: string, model: string, reason: string | undefined): ChatWarning {
  return {
    option,
    action: "dropped",
    message: `${option} was not sent to ${model}.${because(reason)}`,
  };
}

function because(reason: string | undefined): string {
  return reason === undefined ? "" : ` ${reason}`;
}

function withoutUndefined(body: JSONObject): JSONObject {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
