import type { ChatMessage, ChatRequest, ChatWarning } from "../../chat-request.ts";
import type { JSONObject, JSONValue } from "../../../json.ts";
import type { ModelTraits } from "../../../models/model-traits.ts";
import { resolveReasoningEffort } from "../../../models/resolve-reasoning-effort.ts";
import type { ConvertedRequest } from "../chat-api.ts";
import { createFormatInstruction, withInstruction } from "../format-instruction.ts";
import { convertMessages } from "./convert-messages.ts";
import { convertResponseFormat } from "./convert-response-format.ts";
import { convertSampling } from "./convert-sampling.ts";
import { convertToolChoice, convertTools } from "./convert-tools.ts";
import { becauseOf, droppedOption } from "../dropped-option.ts";
import { findIgnoredOptions } from "./find-ignored-options.ts";
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
  const body: JSONObject = withoutUndefined({
    model: request.model,
    messages: convertMessages(convertRoles(instructed, traits, warnings), {
      echoesReasoning: traits.echoesReasoning,
    }),
    ...convertSampling(request, traits, effort, warnings),
    ...convertTokenLimit(request, traits),
    reasoning_effort: effort,
    response_format: format,
    ...convertToolOptions({ ...request, tools }, traits, effort, warnings),
  });
  if (isStream) {
    body["stream"] = true;
    if (request.includeUsage !== false) body["stream_options"] = { include_usage: true };
  }
  warnings.push(...findIgnoredOptions(body, request.model, traits));
  return { path: "/v1/chat/completions", body, warnings };
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
  const { model, reasoningEffort, reasoningBudget, reasoningSummary = "none", tools } = request;
  const drop = (option: "reasoningBudget" | "reasoningSummary"): void => {
    const message = `${option} was not sent: Chat Completions does not have it.`;
    warnings.push({ option, action: "dropped", message });
  };
  if (reasoningBudget !== undefined) drop("reasoningBudget");
  if (reasoningSummary !== "none") drop("reasoningSummary");
  const hasTools = tools !== undefined && tools.length > 0;
  if (hasTools && !traits.acceptsToolsWithReasoning && reasoningEffort !== "none") {
    const reason = traits.reasons.acceptsToolsWithReasoning;
    const message = `${model} was asked not to reason, because tools were offered.${becauseOf(reason)}`;
    warnings.push({ option: "reasoningEffort", action: "changed", message });
    return "none";
  }
  if (reasoningEffort === undefined) return undefined;
  const effort = resolveReasoningEffort(traits, reasoningEffort);
  const reason = traits.reasons.reasoningEfforts;
  if (effort === undefined) {
    warnings.push(droppedOption("reasoningEffort", model, reason));
  } else if (effort !== reasoningEffort) {
    const message = `${model} does not know the effort ${reasoningEffort}; ${effort} was sent.${becauseOf(reason)}`;
    warnings.push({ option: "reasoningEffort", action: "changed", message });
  }
  return effort;
}

/** The strictest format the model takes; what it does not take is asked for in words. */
function convertFormat(
  request: ChatRequest,
  { structuredOutput, ignoredOptions, reasons }: ModelTraits,
  warnings: ChatWarning[],
): { format?: JSONObject | undefined; instruction?: string | undefined } {
  const { model, responseFormat } = request;
  if (responseFormat === undefined || responseFormat.type === "text") return {};
  const isTaken =
    structuredOutput === undefined ||
    structuredOutput === "json-schema" ||
    (structuredOutput === "json-object" && responseFormat.type === "json-object");
  if (isTaken) {
    // Said in words as well where the field may not arrive.
    const instruction = ignoredOptions.includes("responseFormat")
      ? createFormatInstruction(responseFormat)
      : undefined;
    return { format: convertResponseFormat(responseFormat), instruction };
  }
  const message = `${model} does not take this response format; it was asked for in words.${becauseOf(reasons.structuredOutput)}`;
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
  traits: ModelTraits,
  effort: string | undefined,
  warnings: ChatWarning[],
): JSONObject {
  const converted = convertTools(request.tools ?? [], warnings);
  if (converted.length === 0) return {};
  const { model, parallelToolCalls } = request;
  const isRefused = parallelToolCalls !== undefined && !traits.acceptsParallelToolCalls;
  if (isRefused) {
    const reason = traits.reasons.acceptsParallelToolCalls;
    warnings.push(droppedOption("parallelToolCalls", model, reason));
  }
  return {
    tools: converted,
    tool_choice: chooseTool(request, traits, effort, warnings),
    parallel_tool_calls: isRefused ? undefined : parallelToolCalls,
  };
}

/** The tool choice. A model that cannot be made to call a tool is asked no more than to choose. */
function chooseTool(
  { model, toolChoice }: ChatRequest,
  traits: ModelTraits,
  effort: string | undefined,
  warnings: ChatWarning[],
): JSONValue | undefined {
  if (toolChoice === undefined) return undefined;
  if (toolChoice === "auto" || toolChoice === "none" || !isForceRefused(traits, effort)) {
    return convertToolChoice(toolChoice);
  }
  const reason = becauseOf(traits.reasons.refusesForcedTools);
  const message = `${model} cannot be made to call a tool: the choice "auto" was sent.${reason}`;
  warnings.push({ option: "toolChoice", action: "changed", message });
  return "auto";
}

function isForceRefused({ refusesForcedTools }: ModelTraits, effort: string | undefined): boolean {
  switch (refusesForcedTools) {
    case "always":
      return true;
    case "while-reasoning":
      return effort !== "none";
    case "with-effort":
      return effort !== undefined && effort !== "none";
    case undefined:
      return false;
  }
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

function withoutUndefined(body: JSONObject): JSONObject {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
