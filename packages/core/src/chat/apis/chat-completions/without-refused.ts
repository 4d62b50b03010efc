import { isRefusal } from "../../../errors/is-refusal.ts";
import type { ChatRequest } from "../../chat-request.ts";
import type { RelievedRequest } from "../chat-api.ts";

/** The request without the option that makes a stream report its usage, for a server that refuses it. */
export function withoutRefused(request: ChatRequest, error: unknown): RelievedRequest | undefined {
  if (request.includeUsage === false || !isRefusal(error, /stream_options|include_usage/i)) {
    return undefined;
  }
  return {
    request: { ...request, includeUsage: false },
    warning: {
      option: "includeUsage",
      action: "dropped",
      message: "The server refuses `stream_options`, so this stream may not report its usage.",
    },
  };
}
