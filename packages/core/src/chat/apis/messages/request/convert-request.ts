import { textOf, withoutUndefined } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import { mergeJSON } from "../../../../merge-json.ts";
import type { ModelTraits } from "../../../../models/model-traits.ts";
import type { ChatMessage, ChatRequest } from "../../../chat-request.ts";
import { echoOf } from "../../../echo.ts";
import type { ConvertedRequest } from "../../chat-api.ts";
import { createFormatInstruction } from "../../request/format-instruction.ts";
import { convertAnthropicOptions } from "./convert-anthropic-options.ts";
import { convertMessages } from "./convert-messages.ts";
import { convertOutputConfig } from "./convert-output-config.ts";
import { convertSampling } from "./convert-sampling.ts";
import { convertTokenLimit } from "./convert-token-limit.ts";
import { type ConvertedToolChoice, convertToolChoice } from "./convert-tool-choice.ts";
import { convertTools } from "./convert-tools.ts";
import { endConversation } from "./end-conversation.ts";
import { placeCacheMarks } from "./place-cache-marks.ts";
import { createRequestContext, type RequestContext } from "./request-context.ts";
import type { WirePrompt } from "./wire-prompt.ts";

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
  const { tools, system, messages, toolChoice } = convertPrompt(context);
  const body: JSONObject = {
    model: request.model,
    ...convertTokenLimit(context),
    system: system.length === 0 ? undefined : system,
    messages,
    tools: tools.length === 0 ? undefined : tools,
    tool_choice: toolChoice,
    output_config: convertOutputConfig(context),
    ...convertSampling(context),
    container: findContainer(request.messages),
    stream: isStream ? true : undefined,
  };
  const merged = mergeJSON(body, convertAnthropicOptions(context));
  const { betas, notes } = context;
  const betaHeader = betas.size === 0 ? {} : { "anthropic-beta": [...betas].join(",") };
  return {
    path: "/v1/messages",
    headers: { "anthropic-version": VERSION, ...betaHeader },
    body: withoutUndefined(merged),
    warnings: notes.warnings,
  };
}

/** Tools, instructions and messages, with their prompt-cache marks, and the field `tool_choice`. */
function convertPrompt(
  context: RequestContext,
): WirePrompt & { toolChoice: JSONObject | undefined } {
  const { system, messages } = convertMessages(context);
  const tools = convertTools(context);
  const choice: ConvertedToolChoice = tools.length === 0 ? {} : convertToolChoice(context);
  for (const instruction of [createFormat(context), choice.instruction]) {
    if (instruction !== undefined) system.push({ type: "text", text: instruction });
  }
  const prompt = { tools, system, messages: endConversation(messages, context) };
  return { ...placeCacheMarks(prompt, context), toolChoice: choice.field };
}

/** The response format in words, if the model is asked for it so. */
function createFormat({ request, outputMode, notes }: RequestContext): string | undefined {
  if (outputMode.kind !== "instruction") return undefined;
  notes.changed("responseFormat", `${request.model} was asked for its response format in words.`);
  return createFormatInstruction(outputMode.format);
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
