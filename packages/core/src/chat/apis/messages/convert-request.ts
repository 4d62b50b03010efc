import { isJSONObject, withoutUndefined } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import { mergeJSON } from "../../../merge-json.ts";
import type { ModelTraits } from "../../../models/model-traits.ts";
import type { ChatRequest } from "../../chat-request.ts";
import type { ConvertedRequest } from "../chat-api.ts";
import { createFormatInstruction } from "../format-instruction.ts";
import { createRequestContext, type RequestContext } from "./request-context.ts";
import { convertMessages } from "./convert-messages.ts";
import { convertOutputConfig } from "./convert-output-config.ts";
import { convertSampling } from "./convert-sampling.ts";
import { convertTokenLimit } from "./convert-token-limit.ts";
import { convertToolChoice, createChoiceInstruction } from "./convert-tool-choice.ts";
import { convertTool, convertTools } from "./convert-tools.ts";
import { convertVendorOptions } from "./convert-vendor-options.ts";
import { endConversation } from "./end-conversation.ts";
import { findContainer } from "./find-container.ts";
import { limitCacheMarks, type Markable, markEnd } from "./cache-marks.ts";
import { anthropicOptionsOf } from "./anthropic-options.ts";
import type { MessagesNotes } from "./messages-notes.ts";
import { ToolCallIds } from "./tool-call-ids.ts";

/** The version of the API (Anthropic's reference; there has been no other since). */
const VERSION = "2023-06-01";

/**
 * A chat request in the API's form, with the model's manners applied: what the API or the model refuses
 * is left out or changed, and every such change is reported.
 */
export function convertRequest(
  request: ChatRequest,
  traits: ModelTraits,
  isStream: boolean,
): ConvertedRequest {
  const context = createRequestContext(request, traits);
  const { notes, thinking } = context;
  const { maxTokens, budget } = convertTokenLimit(context);
  const { tools, system, messages } = convertContent(context);
  const body: JSONObject = {
    model: request.model,
    max_tokens: maxTokens,
    system: system.length === 0 ? undefined : [...system],
    messages: messages.map(({ role, content, others }) => Object.assign({ role, content }, others)),
    tools: tools.length === 0 ? undefined : [...tools],
    tool_choice: tools.length === 0 ? undefined : convertToolChoice(context),
    thinking:
      budget === undefined ? thinking.thinking : { ...thinking.thinking, budget_tokens: budget },
    output_config: convertOutputConfig(context),
    ...convertSampling(context),
    container: findContainer(request.messages),
    stream: isStream ? true : undefined,
  };
  const merged = mergeJSON(body, convertVendorOptions(request, notes));
  return {
    path: "/v1/messages",
    headers: { "anthropic-version": VERSION, ...betaHeader(notes) },
    body: withoutUndefined(merged),
    warnings: notes.warnings,
  };
}

/** Tools, instructions and messages, with the marks that the API takes. */
function convertContent(context: RequestContext): Markable {
  const { request, traits, notes, names, outputMode } = context;
  const own = anthropicOptionsOf(request);
  const { system, messages } = convertMessages(request.messages, {
    notes,
    names,
    ids: new ToolCallIds(),
    sendsReasoning: own["sendReasoning"] !== false,
    toolsets: new Map(),
    convertTool: (tool) => convertTool(tool, traits, notes),
  });
  if (outputMode.kind === "instruction") {
    system.push({ type: "text", text: createFormatInstruction(outputMode.format) });
  }
  const tools = convertTools(context);
  const callInstruction = createChoiceInstruction(context);
  if (tools.length > 0 && callInstruction !== undefined) {
    system.push({ type: "text", text: callInstruction });
  }
  const mark = request.cacheControl ?? own["cacheControl"];
  const marked = markEnd(endConversation(messages, context), isJSONObject(mark) ? mark : undefined);
  return limitCacheMarks({ tools, system, messages: marked }, notes);
}

function betaHeader({ betas }: MessagesNotes): Record<string, string> {
  return betas.size === 0 ? {} : { "anthropic-beta": [...betas].join(",") };
}
