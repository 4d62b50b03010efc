import type { ReasoningEffort } from "../../../chat-options.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import type { JSONObject } from "../../../../json.ts";
import type { ModelTraits } from "../../../../models/model-traits.ts";
import { withoutUndefined } from "../../../../json-access.ts";
import type { ConvertedRequest } from "../../chat-api.ts";
import { convertEffort } from "../../request/convert-effort.ts";
import { withInstruction } from "../../request/format-instruction.ts";
import { noteUnreadMedia } from "../../request/note-unread-media.ts";
import { RequestNotes } from "../../request/request-notes.ts";
import { convertMessages } from "./convert-messages.ts";
import { convertResponseFormat } from "./convert-response-format.ts";
import { convertSampling } from "./convert-sampling.ts";
import { convertToolChoice } from "./convert-tool-choice.ts";
import { convertTools } from "./convert-tools.ts";
import { noteIgnoredOptions } from "./note-ignored-options.ts";
import { readVendorOptions } from "./read-vendor-options.ts";
import { withoutCacheMarks } from "./without-cache-marks.ts";

/**
 * A chat request in the API's form, fitted to the model's traits: what the model refuses is left out or
 * changed, and every such change is reported.
 */
export function convertRequest(
  given: ChatRequest,
  traits: ModelTraits,
  isStream: boolean,
): ConvertedRequest {
  const notes = new RequestNotes(given.model, traits);
  const { request, fields } = readVendorOptions(given, traits, notes);
  const { reasoningSummary = "none", includeUsage = true } = request;
  if (reasoningSummary !== "none") notes.lacking("reasoningSummary", "Chat Completions");
  const effort = chooseEffort(request, traits, notes);
  const { messages, tools } = withoutCacheMarks(request, traits, notes);
  const format = convertResponseFormat(request, traits, notes);
  const toolFields = convertToolFields({ ...request, tools }, traits, effort, notes);
  const instructed = [format.instruction, toolFields.instruction].reduce(withInstruction, messages);
  const body: JSONObject = withoutUndefined({
    model: request.model,
    messages: convertMessages(instructed, traits, notes),
    ...convertSampling(request, traits, effort, notes),
    [traits.maxTokensField]: request.maxOutputTokens,
    reasoning_effort: effort,
    response_format: format.format,
    ...toolFields.fields,
    ...fields,
  });
  if (isStream) {
    body["stream"] = true;
    if (includeUsage) body["stream_options"] = { include_usage: true };
  }
  noteIgnoredOptions(body, request.model, traits, notes);
  noteUnreadMedia(request, traits, "chat", notes);
  return { path: "/v1/chat/completions", body, warnings: notes.warnings };
}

/** The effort that is sent. Some models do not reason while tools are offered. */
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

/** The fields about tools, and the instruction that replaces a forced call. */
function convertToolFields(
  request: ChatRequest,
  traits: ModelTraits,
  effort: ReasoningEffort | undefined,
  notes: RequestNotes,
): { fields?: JSONObject; instruction?: string | undefined } {
  const tools = convertTools(request.tools ?? [], notes);
  if (tools.length === 0) return {};
  const { parallelToolCalls } = request;
  const isRefused = parallelToolCalls !== undefined && !traits.acceptsParallelToolCalls;
  if (isRefused) notes.refused("parallelToolCalls", "acceptsParallelToolCalls");
  const { choice, instruction } = convertToolChoice(request, traits, effort, notes);
  const parallel = isRefused ? undefined : parallelToolCalls;
  return { fields: { tools, tool_choice: choice, parallel_tool_calls: parallel }, instruction };
}
