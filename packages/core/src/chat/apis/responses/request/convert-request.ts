import { withoutUndefined } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import { mergeJSON } from "../../../../merge-json.ts";
import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { ChatRequest, ChatTool } from "../../../chat-request.ts";
import type { ConvertedRequest } from "../../chat-api.ts";
import { withInstruction } from "../../request/format-instruction.ts";
import { hasCacheMarks } from "../../request/has-cache-marks.ts";
import { noteUnreadMedia } from "../../request/note-unread-media.ts";
import { dropCacheMark } from "./convert-cache-mark.ts";
import { convertInput } from "./convert-input.ts";
import { convertReasoning } from "./convert-reasoning.ts";
import { convertSampling } from "./convert-sampling.ts";
import { convertResponseFormat } from "./convert-response-format.ts";
import { convertAllowedTools, convertToolChoice } from "./convert-tool-choice.ts";
import { convertTools } from "./convert-tools.ts";
import { readOpenAIOptions } from "./read-openai-options.ts";
import { createRequestContext, type RequestContext } from "./request-context.ts";

/**
 * A chat request in the API's form.
 *
 * Every request has the whole conversation, and the server is asked to store nothing unless `store` is set: behind
 * CometAPI, the next request may reach another account, which has no access to what this one stored.
 */
export function convertRequest(
  given: ChatRequest,
  knownTraits: ModelTraits,
  isStream: boolean,
): ConvertedRequest {
  const options = readOpenAIOptions(given);
  const context = createRequestContext(options, knownTraits);
  const { request, traits, notes } = context;
  const { effort, reasoning } = convertReasoning(context, options.reasoning);
  const sampling = convertSampling(request, traits, effort, notes);
  const { input, text } = convertConversation(context);
  noteUnreadMedia(request, traits, "responses", notes);
  const converted: JSONObject = {
    model: request.model,
    input,
    max_output_tokens: convertTokenLimit(context),
    reasoning,
    text,
    ...convertToolFields(context),
    include: listIncludes(context, sampling.hasLogprobs),
    store: false,
  };
  const body = { ...mergeJSON(converted, sampling.fields), ...options.fields };
  return {
    path: "/v1/responses",
    body: withoutUndefined(isStream ? { ...body, stream: true } : body),
    warnings: notes.warnings,
  };
}

/** The fields `input` and `text`: the conversation, and the format of its answer. */
function convertConversation(context: RequestContext): {
  input: JSONObject[];
  text: JSONObject | undefined;
} {
  const { request, controls, notes } = context;
  const { format, instruction } = convertResponseFormat(context);
  const { reasoningEffortUpdate: effort, compactionTrigger, textFormat = format } = controls;
  const input = convertInput(withInstruction(request.messages, instruction), context);
  if (effort !== undefined) input.unshift({ type: "configuration_update", reasoning: { effort } });
  if (compactionTrigger === true) input.push({ type: "compaction_trigger" });
  // Parts have reported their own marks.
  if (hasCacheMarks({ ...request, messages: [] })) dropCacheMark(notes);
  return { input, text: textFormat === undefined ? undefined : { format: textFormat } };
}

/** The smallest limit that the API takes, in tokens. */
const MIN_LIMIT = 16;

function convertTokenLimit({ request, notes }: RequestContext): number | undefined {
  const { maxOutputTokens } = request;
  if (maxOutputTokens === undefined || maxOutputTokens >= MIN_LIMIT) return maxOutputTokens;
  const message = `The limit was raised to ${MIN_LIMIT} tokens, the smallest that the Responses API takes.`;
  notes.changed("maxOutputTokens", message);
  return MIN_LIMIT;
}

function convertToolFields({ request, controls, notes }: RequestContext): JSONObject {
  const { tools = [], toolChoice, parallelToolCalls } = request;
  const converted = convertTools(tools, notes);
  if (converted.length === 0) return {};
  return {
    tools: converted,
    tool_choice:
      convertAllowedTools(controls["allowedTools"], tools) ??
      (toolChoice === undefined ? undefined : convertToolChoice(toolChoice, tools)),
    parallel_tool_calls: parallelToolCalls,
  };
}

/** The field `include`: parts of an answer that the API sends only on request. */
function listIncludes(
  { request, controls, traits }: RequestContext,
  hasLogprobs: boolean,
): JSONValue[] | undefined {
  const { tools = [] } = request;
  const { include: wanted, includeWebSearchSources } = controls;
  const includes = new Set<JSONValue>(Array.isArray(wanted) ? wanted : []);
  if (traits.isReasoning === true) includes.add("reasoning.encrypted_content");
  if (hasLogprobs) includes.add("message.output_text.logprobs");
  if (hasVendorTool(tools, "web_search") && includeWebSearchSources !== false) {
    includes.add("web_search_call.action.sources");
  }
  if (hasVendorTool(tools, "code_interpreter")) includes.add("code_interpreter_call.outputs");
  return includes.size === 0 ? undefined : [...includes];
}

function hasVendorTool(tools: readonly ChatTool[], name: string): boolean {
  return tools.some((tool) => tool.type === "vendor" && tool.id.startsWith(`openai.${name}`));
}
