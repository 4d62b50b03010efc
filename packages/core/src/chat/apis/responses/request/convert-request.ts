import { textOf, withoutUndefined } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import { mergeJSON } from "../../../../merge-json.ts";
import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { ChatRequest, ChatTool } from "../../../chat-request.ts";
import type { ConvertedRequest } from "../../chat-api.ts";
import { withInstruction } from "../../request/format-instruction.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { noteUnreadMedia } from "../../request/note-unread-media.ts";
import { RequestNotes } from "../../request/request-notes.ts";
import { dropCacheMark } from "./convert-cache-mark.ts";
import { convertInput } from "./convert-input.ts";
import { convertReasoning } from "./convert-reasoning.ts";
import { convertSampling } from "./convert-sampling.ts";
import { convertTextFormat } from "./convert-text-format.ts";
import { convertAllowedTools, convertToolChoice } from "./convert-tool-choice.ts";
import { convertTools } from "./convert-tools.ts";
import { type OpenAIOptions, readOpenAIOptions } from "./read-openai-options.ts";

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
  const { request, fields, controls } = options;
  const traits = withForcedReasoning(knownTraits, controls["forceReasoning"]);
  const notes = new RequestNotes(request.model, traits);
  const { effort, reasoning } = convertReasoning(request, traits, options.reasoning, notes);
  const sampling = convertSampling(withLogprobs(request, controls), traits, effort, notes);
  const { input, text } = convertContents(options, traits, notes);
  noteUnreadMedia(request, traits, "responses", notes);
  const converted: JSONObject = {
    model: request.model,
    input,
    max_output_tokens: convertTokenLimit(request, notes),
    reasoning,
    text,
    ...convertToolOptions(request, controls["allowedTools"], notes),
    include: listIncludes(options, traits, sampling.hasLogprobs),
    store: false,
  };
  const body = { ...mergeJSON(converted, sampling.fields), ...fields };
  return {
    path: "/v1/responses",
    body: withoutUndefined(isStream ? { ...body, stream: true } : body),
    warnings: notes.warnings,
  };
}

/** The fields `input` and `text`: the conversation, and the format of its answer. */
function convertContents(
  { request, fields, controls }: OpenAIOptions,
  traits: ModelTraits,
  notes: RequestNotes,
): { input: JSONObject[]; text: JSONObject | undefined } {
  const { messages, tools = [] } = request;
  const isStrictWanted = controls["strictJsonSchema"] === false ? false : undefined;
  const { format, instruction } = convertTextFormat(request, traits, isStrictWanted, notes);
  const instructed = instruction === undefined ? messages : withInstruction(messages, instruction);
  const { reasoningEffortUpdate: effort, compactionTrigger, textFormat = format } = controls;
  const input = convertInput(instructed, {
    traits,
    notes,
    systemMessageMode: textOf(controls["systemMessageMode"]),
    hasConversation: fields["conversation"] !== undefined,
    jsonTools: namesOf(tools, (tool) => vendorOptionsOf(tool, "openai")["outputSchema"]),
    customTools: namesOfCustomTools(tools),
  });
  if (effort !== undefined) input.unshift({ type: "configuration_update", reasoning: { effort } });
  if (compactionTrigger === true) input.push({ type: "compaction_trigger" });
  const hasMark =
    request.cacheControl ?? tools.find((tool) => "cacheControl" in tool && tool.cacheControl);
  if (hasMark !== undefined) dropCacheMark({ notes });
  return { input, text: textFormat === undefined ? undefined : { format: textFormat } };
}

/** The smallest limit that the API takes, in tokens. */
const MIN_LIMIT = 16;

function convertTokenLimit(
  { maxOutputTokens }: ChatRequest,
  notes: RequestNotes,
): number | undefined {
  if (maxOutputTokens === undefined || maxOutputTokens >= MIN_LIMIT) return maxOutputTokens;
  const message = `The limit was raised to ${MIN_LIMIT} tokens, the smallest that the Responses API takes.`;
  notes.changed("maxOutputTokens", message);
  return MIN_LIMIT;
}

function convertToolOptions(
  { tools = [], toolChoice, parallelToolCalls }: ChatRequest,
  allowedTools: JSONValue | undefined,
  notes: RequestNotes,
): JSONObject {
  const converted = convertTools(tools, notes);
  if (converted.length === 0) return {};
  return {
    tools: converted,
    tool_choice:
      convertAllowedTools(allowedTools, tools) ??
      (toolChoice === undefined ? undefined : convertToolChoice(toolChoice, tools)),
    parallel_tool_calls: parallelToolCalls,
  };
}

/** The field `include`: parts of an answer that the API sends only on request. */
function listIncludes(
  { request, controls }: OpenAIOptions,
  { isReasoning }: ModelTraits,
  hasLogprobs: boolean,
): JSONValue[] | undefined {
  const { tools = [] } = request;
  const { include: wanted, includeWebSearchSources } = controls;
  const includes = new Set<JSONValue>(Array.isArray(wanted) ? wanted : []);
  if (isReasoning === true) includes.add("reasoning.encrypted_content");
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

function namesOf(
  tools: readonly ChatTool[],
  test: (tool: Extract<ChatTool, { type: "function" }>) => unknown,
): ReadonlySet<string> {
  return new Set(
    tools.flatMap((tool) =>
      tool.type === "function" && test(tool) !== undefined ? [tool.name] : [],
    ),
  );
}

function namesOfCustomTools(tools: readonly ChatTool[]): ReadonlySet<string> {
  return new Set(
    tools.flatMap((tool) => {
      if (tool.type === "vendor") return tool.id === "openai.custom" ? [tool.name] : [];
      const name = tool.type === "raw" ? textOf(tool.value["name"]) : undefined;
      return name !== undefined && tool.type === "raw" && tool.value["type"] === "custom"
        ? [name]
        : [];
    }),
  );
}

/** The request, with log probabilities if OpenAI's option asks for them. */
function withLogprobs(request: ChatRequest, { logprobs }: JSONObject): ChatRequest {
  const isGiven = typeof logprobs === "boolean" || typeof logprobs === "number";
  return isGiven ? { ...request, logprobs } : request;
}

/** The traits, changed if OpenAI's option `forceReasoning` says that the model reasons. */
function withForcedReasoning(traits: ModelTraits, isForced: unknown): ModelTraits {
  return isForced === true ? { ...traits, isReasoning: true, systemRole: "developer" } : traits;
}
