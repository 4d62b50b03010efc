import { isRefusal } from "../../../../errors/is-refusal.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import type { ReducedRequest } from "../../chat-api.ts";
import { createFormatInstruction, withInstruction } from "../../request/format-instruction.ts";

/**
 * The request without the field that the server refuses.
 *
 * - The option that makes a stream report its usage.
 * - The response format: an instruction asks for it instead. With `strict: true` the error stays, because the caller
 *   wants the API to enforce the schema.
 */
export function withoutRefused(request: ChatRequest, error: unknown): ReducedRequest | undefined {
  if (isRefusal(error, /stream_options|include_usage/i)) return withoutUsage(request);
  if (isRefusal(error, FORMAT_REFUSED) && !isRefusal(error, /invalid schema/i)) {
    return withoutFormat(request);
  }
  return undefined;
}

/** As OpenAI, DeepSeek, Groq, vLLM and others word it. An error in the schema itself is none of these. */
const FORMAT_REFUSED =
  /(?=.*(?:response.?format|json.?schema|json.?object|json.?mode))(?=.*(?:support|available|unrecognized|unknown|not permitted|not allowed))/is;

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

function withoutFormat(request: ChatRequest): ReducedRequest | undefined {
  const { responseFormat: format, ...others } = request;
  if (format === undefined || format.type === "text") return undefined;
  if (format.type === "json-schema" && format.strict === true) return undefined;
  const messages = withInstruction(request.messages, createFormatInstruction(format));
  return {
    request: { ...others, messages },
    warning: {
      option: "responseFormat",
      action: "changed",
      message: `The server refuses this response format for ${request.model}; it was asked for in words.`,
    },
  };
}
