import type { AssistantPart, ChatMessage, ChatRequest } from "../../../chat-request.ts";
import type { ReducedRequest, RefusablePart } from "../../chat-api.ts";
import { createFormatInstruction, withInstruction } from "../../request/format-instruction.ts";
import { missingJSONWord } from "../../request/missing-json-word.ts";

/** As OpenAI, DeepSeek, Groq, vLLM and others word it. An error in the schema itself is none of these. */
const FORMAT_REFUSED =
  /^(?!.*invalid schema)(?=.*(?:response.?format|json.?schema|json.?object|json.?mode))(?=.*(?:support|available|unrecognized|unknown|not permitted|not allowed))/is;

/** The same about every format of its kind: not about this schema, and not about tools or a stream beside it. */
const KIND_REFUSED =
  /^(?!.*\b(?:keyword|propert|oneOf|anyOf|allOf|\$ref|tool|function|stream))(?=.*(?:response.?format.*with this model|model does not support response.?format|response.?format type is unavailable|(?:not permitted|unrecognized).{1,40}response.?format(?![.\w])))/is;

/** As OpenAI words it, today and earlier. */
const ANSWERED_IMAGE_REFUSED =
  /image urls are only allowed for messages with role 'user'|invalid value: 'image_url'.*'text' and 'refusal'/i;

/**
 * What some servers of this API refuse:
 *
 * - JSON for a conversation without the word JSON.
 * - Images in an earlier answer, which models that make images take back.
 * - The option that makes a stream report its usage.
 * - The response format: an instruction asks for it instead. With `strict: true` the error stays, because the caller
 *   wants the API to enforce the schema.
 */
export const refusableParts: readonly RefusablePart[] = [
  {
    rememberAs: "usage",
    refusal: /stream_options|include_usage/i,
    isIn: ({ stream_options }) => stream_options !== undefined,
    remove: withoutUsage,
  },
  {
    rememberAs: "answered-images",
    refusal: ANSWERED_IMAGE_REFUSED,
    remove: withoutAnsweredImages,
  },
  {
    rememberAs: "json-schema",
    refusal: KIND_REFUSED,
    remove: (request) => withoutFormat(request, "json-schema"),
  },
  {
    rememberAs: "json-object",
    refusal: KIND_REFUSED,
    remove: (request) => withoutFormat(request, "json-object"),
  },
  missingJSONWord,
  { refusal: FORMAT_REFUSED, remove: withoutFormat },
];

function withoutUsage(request: ChatRequest): ReducedRequest | undefined {
  if (request.includeUsage === false) return undefined;
  return {
    request: { ...request, includeUsage: false },
    warning: {
      option: "includeUsage",
      action: "dropped",
      message: "The server refuses `stream_options`, so this stream may not report its usage.",
    },
  };
}

function withoutAnsweredImages(request: ChatRequest): ReducedRequest | undefined {
  const { model, messages } = request;
  if (!messages.some(hasAnsweredImage)) return undefined;
  return {
    request: { ...request, messages: messages.map(withoutAnsweredImage) },
    warning: {
      option: "messages",
      action: "dropped",
      message: `The images in earlier answers were not sent: ${model} takes none there.`,
    },
  };
}

function hasAnsweredImage({ role, content }: ChatMessage): boolean {
  return role === "assistant" && typeof content !== "string" && content.some(isImage);
}

function withoutAnsweredImage(message: ChatMessage): ChatMessage {
  if (message.role !== "assistant" || typeof message.content === "string") return message;
  return { ...message, content: message.content.filter((part) => !isImage(part)) };
}

function isImage({ type }: AssistantPart): boolean {
  return type === "image";
}

function withoutFormat(
  { responseFormat: format, ...others }: ChatRequest,
  kind = format?.type,
): ReducedRequest | undefined {
  if (format === undefined || format.type === "text" || format.type !== kind) return undefined;
  if (format.type === "json-schema" && format.strict === true) return undefined;
  const messages = withInstruction(others.messages, createFormatInstruction(format));
  return {
    request: { ...others, messages },
    warning: {
      option: "responseFormat",
      action: "changed",
      message: `The server refuses this response format for ${others.model}; it was asked for in words.`,
    },
  };
}
