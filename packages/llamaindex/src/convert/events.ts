import {
  type ChatAnswer,
  type ChatChoice,
  type ChatResult,
  type ChatStream,
  createChatChoice,
  createContentOutline,
  type ImageEvent,
} from "@cometapi/core";
import type { MessageContent, MessageContentDetail } from "@llamaindex/core/llms";
import type { CometAPIMessage, CometAPIMessageOptions } from "../chat/message-options.ts";
import { convertParts } from "./answer-parts.ts";

/**
 * A whole answer, or as much of it as there is, as a message.
 *
 * @param envelope What is known besides its events: the request id, warnings.
 */
export function convertResult(
  result: ChatResult,
  envelope: CometAPIMessageOptions = {},
): CometAPIMessage {
  const choice = firstChoice(result);
  return {
    role: "assistant",
    content: toContent(
      convertText(choice),
      choice.images.map(({ image }) => image),
    ),
    options: { ...convertParts(choice), ...envelope, ...convertEnd(result) },
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

/** Text as content, with generated images beside it. */
export function toContent(text: string, images: readonly ImageEvent["image"][]): MessageContent {
  if (images.length === 0) return text;
  const details = images.map((image): MessageContentDetail =>
    "url" in image
      ? { type: "image_url", image_url: { url: image.url } }
      : { type: "image", data: image.data, mimeType: image.mediaType },
  );
  return [...(text === "" ? [] : [{ type: "text" as const, text }]), ...details];
}

/** What is known of an answer only when it has ended. */
export function convertEnd(result: ChatResult): CometAPIMessageOptions {
  const { usage, metadata, choices } = result;
  const { content, finishReason, rawFinishReason, finishDetails } = firstChoice(result);
  const outline = createContentOutline(content);
  return {
    ...(outline !== undefined && { contentOutline: outline }),
    ...(usage !== undefined && { usage }),
    ...(choices.length > 0 && { finishReason }),
    ...(rawFinishReason !== undefined && { rawFinishReason }),
    ...(finishDetails !== undefined && { finishDetails }),
    ...(metadata !== undefined && convertMetadata(metadata)),
  };
}

function convertMetadata({
  type: _type,
  model,
  ...metadata
}: NonNullable<ChatResult["metadata"]>): CometAPIMessageOptions {
  return { metadata, ...(model !== undefined && { model }) };
}

/** What is known of an answer besides its events. */
export function convertEnvelope({
  model,
  api,
  response: { requestId },
  warnings,
}: ChatAnswer | ChatStream): CometAPIMessageOptions {
  return {
    model,
    api,
    ...(requestId !== undefined && { requestId }),
    ...(warnings.length > 0 && { warnings }),
  };
}
