import type { ReasoningEffort } from "../../../chat-options.ts";
import type { ChatMessage, ChatRequest } from "../../../chat-request.ts";
import type { JSONObject } from "../../../../json.ts";
import type { ModelTraits } from "../../../../models/model-traits.ts";
import { withoutUndefined } from "../../../../json-access.ts";
import type { ConvertedRequest } from "../../chat-api.ts";
import { createCallInstruction } from "../../request/call-instruction.ts";
import { convertEffort } from "../../request/convert-effort.ts";
import { createFormatInstruction, withInstruction } from "../../request/format-instruction.ts";
import { noteUnreadMedia } from "../../request/note-unread-media.ts";
import { RequestNotes } from "../../request/request-notes.ts";
import { convertMessages } from "./convert-messages.ts";
import { convertResponseFormat } from "./convert-response-format.ts";
import { convertSampling } from "./convert-sampling.ts";
import { convertToolChoice, convertTools } from "./convert-tools.ts";
import { noteIgnoredOptions } from "./note-ignored-options.ts";
import { withoutCacheControl } from "./without-cache-control.ts";

const END_MARK_DROPPED =
  "The prompt-cache mark of the request was not sent: Chat Completions takes marks on parts and tools only.";

/**
 * A chat request in the API's form, fitted to the model's traits: what the model refuses is left out or
 * changed, and every such change is reported.
 */
export function convertRequest(
  request: ChatRequest,
  traits: ModelTraits,
  isStream: boolean,
): ConvertedRequest {
  const notes = new RequestNotes(request.model, traits);
  const { reasoningSummary = "none" } = request;
  if (reasoningSummary !== "none") notes.lacking("reasoningSummary", "Chat Completions");
  if (request.cacheControl !== undefined) notes.dropped("cacheControl", END_MARK_DROPPED);
  const effort = chooseEffort(request, traits, notes);
  const marked = { messages: request.messages, tools: request.tools ?? [] };
  const { messages, tools } = traits.acceptsCacheControl
    ? marked
    : withoutCacheControl(marked, notes);
  const { format, instruction } = convertFormat(request, traits, notes);
  const { toolOptions, callInstruction } = convertToolOptions(
    { ...request, tools },
    traits,
    effort,
    notes,
  );
  const instructed = [instruction, callInstruction].reduce(
    (instructing, words) =>
      words === undefined ? instructing : withInstruction(instructing, words),
    messages,
  );
  const body: JSONObject = withoutUndefined({
    model: request.model,
    messages: convertMessages(convertRoles(instructed, traits, notes), {
      echoesReasoning: traits.echoesReasoning,
    }),
    ...convertSampling(request, traits, effort, notes),
    ...convertTokenLimit(request, traits),
    reasoning_effort: effort,
    response_format: format,
    ...toolOptions,
  });
  if (isStream) {
    body["stream"] = true;
    if (request.includeUsage !== false) body["stream_options"] = { include_usage: true };
  }
  noteIgnoredOptions(body, request.model, traits, notes);
  noteUnreadMedia(request, traits, "chat", notes);
  return { path: "/v1/chat/completions", body, warnings: notes.warnings };
}

function convertTokenLimit(request: ChatRequest, traits: ModelTraits): JSONObject {
  const { maxOutputTokens } = request;
  return maxOutputTokens === undefined ? {} : { [traits.maxTokensField]: maxOutputTokens };
}

function chooseEffort(
  request: ChatRequest,
  traits: ModelTraits,
  notes: RequestNotes,
): ReasoningEffort | undefined {
  const { model, reasoningEffort, tools } = request;
  const hasTools = tools !== undefined && tools.length > 0;
  if (hasTools && !traits.acceptsToolsWithReasoning && reasoningEffort !== "none") {
    const message = `${model} was asked not to reason, because tools were offered.`;
    notes.changed("reasoningEffort", message, "acceptsToolsWithReasoning");
    return "none";
  }
  return convertEffort(request, traits, "reasoningEfforts", notes);
}

/** The strictest response format that the model takes. If it does not take the given one, words ask for it. */
function convertFormat(
  request: ChatRequest,
  { structuredOutput, ignoredOptions }: ModelTraits,
  notes: RequestNotes,
): { format?: JSONObject | undefined; instruction?: string | undefined } {
  const { responseFormat } = request;
  if (responseFormat === undefined || responseFormat.type === "text") return {};
  const isTaken =
    structuredOutput === undefined ||
    structuredOutput === "json-schema" ||
    (structuredOutput === "json-object" && responseFormat.type === "json-object");
  if (isTaken) {
    // Also asked for in words if a relay may ignore the field.
    const instruction = ignoredOptions.includes("responseFormat")
      ? createFormatInstruction(responseFormat)
      : undefined;
    return { format: convertResponseFormat(responseFormat), instruction };
  }
  notes.formatInWords("structuredOutput");
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
  notes: RequestNotes,
): { toolOptions?: JSONObject; callInstruction?: string | undefined } {
  const converted = convertTools(request.tools ?? [], notes);
  if (converted.length === 0) return {};
  const { toolChoice, parallelToolCalls } = request;
  const isRefused = parallelToolCalls !== undefined && !traits.acceptsParallelToolCalls;
  if (isRefused) notes.refused("parallelToolCalls", "acceptsParallelToolCalls");
  // A model that cannot be forced to call a tool is asked to.
  const callInstruction = isForceRefused(traits, effort)
    ? createCallInstruction(toolChoice)
    : undefined;
  if (callInstruction !== undefined) notes.choiceLeftFree("refusesForcedTools");
  const choice = callInstruction === undefined ? toolChoice : "auto";
  return {
    toolOptions: {
      tools: converted,
      tool_choice: choice === undefined ? undefined : convertToolChoice(choice),
      parallel_tool_calls: isRefused ? undefined : parallelToolCalls,
    },
    callInstruction,
  };
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
  notes: RequestNotes,
): readonly ChatMessage[] {
  if (traits.acceptsDeveloperRole || !messages.some(({ role }) => role === "developer")) {
    return messages;
  }
  notes.changed("messages", "Messages of the role developer were sent as system.");
  return messages.map((message) =>
    message.role === "developer" ? { ...message, role: "system" } : message,
  );
}
