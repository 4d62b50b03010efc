import { isJSONObject, textOf, withoutUndefined } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import { mergeJSON } from "../../../../merge-json.ts";
import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { ChatMessage, ChatRequest } from "../../../chat-request.ts";
import type { ConvertedRequest } from "../../chat-api.ts";
import { createFormatInstruction } from "../../request/format-instruction.ts";
import { createRequestContext, type RequestContext } from "./request-context.ts";
import { convertMessages } from "./convert-messages.ts";
import { convertOutputConfig } from "./convert-output-config.ts";
import { convertSampling } from "./convert-sampling.ts";
import { convertTokenLimit } from "./convert-token-limit.ts";
import { convertToolChoice, createChoiceInstruction } from "./convert-tool-choice.ts";
import { convertTool, convertTools } from "./convert-tools.ts";
import { anthropicOptionsOf, convertAnthropicOptions } from "./anthropic-options.ts";
import { endConversation } from "./end-conversation.ts";
import { limitCacheMarks, type MarkableContent, markEnd } from "./limit-cache-marks.ts";
import type { MessagesNotes } from "./messages-notes.ts";
import { ToolCallIds } from "./tool-call-ids.ts";
import { echoOf } from "../../../echo.ts";

/** The version of the API, the only one since 2023 (Anthropic's reference). */
const VERSION = "2023-06-01";

/**
 * A chat request in the API's form, fitted to the model's traits: what the API or the model refuses
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
  const { tools, system, messages } = convertConversation(context);
  const body: JSONObject = {
    model: request.model,
    max_tokens: maxTokens,
    system: system.length === 0 ? undefined : [...system],
    messages: messages.map(({ role, content, others }) => Object.assign({ role, content }, others)),
    tools: tools.length === 0 ? undefined : [...tools],
    tool_choice: tools.length === 0 ? undefined : convertToolChoice(context),
    thinking: budget === undefined ? thinking.field : { ...thinking.field, budget_tokens: budget },
    output_config: convertOutputConfig(context),
    ...convertSampling(context),
    container: findContainer(request.messages),
    stream: isStream ? true : undefined,
  };
  const merged = mergeJSON(body, convertAnthropicOptions(request, notes));
  return {
    path: "/v1/messages",
    headers: { "anthropic-version": VERSION, ...betaHeader(notes) },
    body: withoutUndefined(merged),
    warnings: notes.warnings,
  };
}

/** Tools, instructions and messages, with prompt-cache marks. */
function convertConversation(context: RequestContext): MarkableContent {
  const { request, traits, notes, names, outputMode } = context;
  const options = anthropicOptionsOf(request);
  const { system, messages } = convertMessages(request.messages, {
    notes,
    names,
    ids: new ToolCallIds(),
    sendsReasoning: options["sendReasoning"] !== false,
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
  const mark = request.cacheControl ?? options["cacheControl"];
  const marked = markEnd(endConversation(messages, context), isJSONObject(mark) ? mark : undefined);
  return limitCacheMarks({ tools, system, messages: marked }, notes);
}

function betaHeader({ betas }: MessagesNotes): Record<string, string> {
  return betas.size === 0 ? {} : { "anthropic-beta": [...betas].join(",") };
}

/**
 * The id of the container whose code made the latest tool calls and waits for their results. The request with
 * the results has to name it. Its id is in the echo of these calls.
 */
function findContainer(messages: readonly ChatMessage[]): string | undefined {
  const answer = messages.findLast(({ role }) => role === "assistant");
  if (answer?.role !== "assistant" || typeof answer.content === "string") return undefined;
  for (const part of answer.content) {
    if (part.type !== "tool-call") continue;
    const container = textOf(echoOf(part.echo, "messages")?.["container"]);
    if (container !== undefined) return container;
  }
  return undefined;
}
