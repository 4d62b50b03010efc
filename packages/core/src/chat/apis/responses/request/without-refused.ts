import { isRefusal } from "../../../../errors/is-refusal.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import type { ReducedRequest } from "../../chat-api.ts";
import { withoutSignedReasoning } from "../../request/without-signed-reasoning.ts";

/**
 * The request without the part that the server refused:
 *
 * - reasoning that another account has encrypted: relays switch accounts (sub2api issues 2863, 3038), and OpenAI
 *   answers 400 `invalid_encrypted_content`;
 * - summaries of reasoning, which OpenAI gives only to verified organizations.
 */
export function withoutRefused(request: ChatRequest, error: unknown): ReducedRequest | undefined {
  if (isRefusal(error, /encrypted content .{0,200}could not be|invalid_encrypted_content/i)) {
    return withoutSignedReasoning(request, "responses");
  }
  if (isRefusal(error, /verified to generate reasoning summar|reasoning\.summary/i)) {
    return withoutSummary(request);
  }
  return undefined;
}

function withoutSummary(request: ChatRequest): ReducedRequest | undefined {
  if (request.reasoningSummary === "none") return undefined;
  const { openai, ...others } = request.vendorOptions ?? {};
  const { reasoningSummary: _dropped, ...options } = openai ?? {};
  return {
    request: {
      ...request,
      reasoningSummary: "none",
      vendorOptions: { ...others, openai: options },
    },
    warning: {
      option: "reasoningSummary",
      action: "dropped",
      message: "The server gives no summaries of its reasoning.",
    },
  };
}
