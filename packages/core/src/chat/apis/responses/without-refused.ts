import { isRefusal } from "../../../errors/is-refusal.ts";
import type { AssistantPart, ChatMessage, ChatRequest } from "../../chat-request.ts";
import type { RelievedRequest } from "../chat-api.ts";

/**
 * The request without what the account that it reached cannot use.
 *
 * - Reasoning that another account has encrypted: relays switch accounts (sub2api issues 2863, 3038), and
 *   OpenAI answers 400 `invalid_encrypted_content`.
 * - Summaries of reasoning, which OpenAI gives to verified organizations only.
 */
export function withoutRefused(request: ChatRequest, error: unknown): RelievedRequest | undefined {
  if (isRefusal(error, /encrypted content .{0,200}could not be|invalid_encrypted_content/i)) {
    return withoutReasoning(request);
  }
  if (isRefusal(error, /verified to generate reasoning summar|reasoning\.summary/i)) {
    return withoutSummary(request);
  }
  return undefined;
}

function withoutReasoning(request: ChatRequest): RelievedRequest | undefined {
  if (!request.messages.some(hasReasoning)) return undefined;
  return {
    request: { ...request, messages: request.messages.map(dropReasoning) },
    warning: {
      option: "messages",
      action: "dropped",
      message:
        "The reasoning of earlier answers was left out: the account that was reached cannot read what another one has encrypted.",
    },
  };
}

function withoutSummary(request: ChatRequest): RelievedRequest | undefined {
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

function hasReasoning({ role, content }: ChatMessage): boolean {
  return role === "assistant" && typeof content !== "string" && content.some(isOwnReasoning);
}

function dropReasoning(message: ChatMessage): ChatMessage {
  if (message.role !== "assistant" || typeof message.content === "string") return message;
  return { ...message, content: message.content.filter((part) => !isOwnReasoning(part)) };
}

function isOwnReasoning(part: AssistantPart): boolean {
  return part.type === "reasoning" && part.echo?.api === "responses";
}
