import {
  type ChatAnswer,
  type ChatChoice,
  type ChatResult,
  type ChatStream,
  createChatChoice,
  type JSONObject,
  type ToolCallEndEvent,
} from "@cometapi/core";
import type { ChatMessage, MessageContent, MessageContentDetail } from "@llamaindex/core/llms";
import type { CometAPIMessageOptions, CometAPIToolCall } from "../message-options.ts";
import { extraContentOf, reasoningDetailsOf } from "./echo.ts";

/**
 * A whole answer, or as much of it as there is, as a message.
 *
 * @param end What is known besides its events: the request id, warnings.
 */
export function convertResult(
  result: ChatResult,
  end: CometAPIMessageOptions = {},
): ChatMessage<CometAPIMessageOptions> {
  const choice = firstChoice(result);
  return {
    role: "assistant",
    content: convertContent(choice),
    options: { ...convertChoice(choice), ...end, ...convertEnd(result) },
  };
}

/** The one answer LlamaIndex has a place for; an empty one when nothing was answered. */
export function firstChoice({ choices }: Pick<ChatResult, "choices">): ChatChoice {
  return choices.find((choice) => choice.choiceIndex === 0) ?? createChatChoice(0);
}

/** Text a choice has to show. A refusal is shown too: it is what the model said. */
export function convertText({ text, refusal }: ChatChoice): string {
  return text + refusal;
}

// Generated images stand beside the text.
function convertContent(choice: ChatChoice): MessageContent {
  const text = convertText(choice);
  if (choice.images.length === 0) return text;
  const images = choice.images.map(({ image }): MessageContentDetail =>
    "url" in image
      ? { type: "image_url", image_url: { url: image.url } }
      : { type: "image", data: image.data, mimeType: image.mediaType },
  );
  return [...(text === "" ? [] : [{ type: "text" as const, text }]), ...images];
}

/** What a choice holds besides text, as `options` of a chunk or a message. Empty members are absent. */
export function convertChoice(choice: ChatChoice): CometAPIMessageOptions {
  const { reasoning, refusal, toolCalls, images, audio, citations, logprobs } = choice;
  const reasoningDetails = choice.content.flatMap((part) =>
    part.type === "reasoning" ? reasoningDetailsOf(part.echo) : [],
  );
  const signature = reasoningDetails.map((detail) => detail["signature"]).find(isText);
  return {
    ...(reasoning !== "" && { thinking: reasoning }),
    ...(signature !== undefined && { thinking_signature: signature }),
    ...(reasoningDetails.length > 0 && { reasoningDetails }),
    ...(refusal !== "" && { refusal }),
    ...(toolCalls.length > 0 && { toolCall: toolCalls.map(convertToolCall) }),
    ...(images.length > 0 && { images: images.map(({ image }) => image) }),
    ...(audio.length > 0 && {
      audio: audio.map(({ id, data, transcript }) => ({ id, data, transcript })),
    }),
    ...(citations.length > 0 && {
      citations: citations.map(({ url, title, content, startIndex, endIndex }) => ({
        url,
        title,
        content,
        startIndex,
        endIndex,
      })),
    }),
    ...(logprobs.length > 0 && { logprobs }),
  };
}

/** What is known of an answer only when it has ended. */
export function convertEnd(result: ChatResult): CometAPIMessageOptions {
  const { usage, metadata, choices } = result;
  return {
    ...(usage !== undefined && { usage }),
    ...(choices.length > 0 && { finishReason: firstChoice(result).finishReason }),
    ...(metadata?.model !== undefined && { model: metadata.model }),
  };
}

/** What is known of an answer besides its events. */
export function convertEnvelope({
  model,
  response: { requestId },
  warnings,
}: ChatAnswer | ChatStream): CometAPIMessageOptions {
  return {
    model,
    ...(requestId !== undefined && { requestId }),
    ...(warnings.length > 0 && { warnings }),
  };
}

/** A call the model made. Arguments of a call that was cut off stay text, whatever they look like. */
function convertToolCall(call: ToolCallEndEvent): CometAPIToolCall {
  const { id, name, isComplete } = call;
  const extraContent = extraContentOf(call.echo);
  const extra = extraContent === undefined ? {} : { extraContent };
  const input = isComplete ? parseInput(call.arguments) : undefined;
  return input === undefined
    ? { id, name, input: call.arguments, ...extra }
    : { id, name, input, ...extra };
}

type ToolInput = Exclude<CometAPIToolCall["input"], string>;

function parseInput(text: string): ToolInput | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isToolInput(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

// What was parsed from JSON holds nothing but JSON.
function isToolInput(value: unknown): value is ToolInput {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: JSONObject[string]): value is string {
  return typeof value === "string";
}
