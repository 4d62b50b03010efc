import { isJSONObject, withoutUndefined } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import { mergeJSON } from "../../../merge-json.ts";
import type { ModelTraits } from "../../../models/model-traits.ts";
import type { ChatRequest } from "../../chat-request.ts";
import type { ConvertedRequest } from "../chat-api.ts";
import { createFormatInstruction } from "../format-instruction.ts";
import { beginConversion, type Conversion } from "./conversion.ts";
import { convertMessages } from "./convert-messages.ts";
import { convertOutputConfig } from "./convert-output-config.ts";
import { convertSampling } from "./convert-sampling.ts";
import { convertTokenLimit } from "./convert-token-limit.ts";
import { convertToolChoice, createChoiceInstruction } from "./convert-tool-choice.ts";
import { convertTool, convertTools } from "./convert-tools.ts";
import { convertVendorOptions } from "./convert-vendor-options.ts";
import { endConversation } from "./end-conversation.ts";
import { findContainer } from "./find-container.ts";
import { limitCacheMarks, type Markable, markEnd } from "./limit-cache-marks.ts";
import { ownOptions } from "./own-options.ts";
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
  const conversion = beginConversion(request, traits);
  const { notes, thinking } = conversion;
  const { maxTokens, budget } = convertTokenLimit(conversion);
  const { tools, system, messages } = convertContent(conversion);
  const body: JSONObject = {
    model: request.model,
    max_tokens: maxTokens,
    system: system.length === 0 ? undefined : [...system],
    messages: messages.map(({ role, content, others }) => Object.assign({ role, content }, others)),
    tools: tools.length === 0 ? undefined : [...tools],
    tool_choice: tools.length === 0 ? undefined : convertToolChoice(conversion),
    thinking:
      budget === undefined ? thinking.thinking : { ...thinking.thinking, budget_tokens: budget },
    output_config: convertOutputConfig(conversion),
    ...convertSampling(conversion),
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
function convertContent(conversion: Conversion): Markable {
  const { request, traits, notes, names, means } = conversion;
  const own = ownOptions(request);
  const { system, messages } = convertMessages(request.messages, {
    notes,
    names,
    ids: new ToolCallIds(),
    sendsReasoning: own["sendReasoning"] !== false,
    toolsets: new Map(),
    convertTool: (tool) => convertTool(tool, traits, notes),
  });
  if (means.kind === "words") {
    system.push({ type: "text", text: createFormatInstruction(means.format) });
  }
  const tools = convertTools(conversion);
  const callInstruction = createChoiceInstruction(conversion);
  if (tools.length > 0 && callInstruction !== undefined) {
    system.push({ type: "text", text: callInstruction });
  }
  const mark = request.cacheControl ?? own["cacheControl"];
  const marked = markEnd(
    endConversation(messages, conversion),
    isJSONObject(mark) ? mark : undefined,
  );
  return limitCacheMarks({ tools, system, messages: marked }, notes);
}

function betaHeader({ betas }: MessagesNotes): Record<string, string> {
  return betas.size === 0 ? {} : { "anthropic-beta": [...betas].join(",") };
}
