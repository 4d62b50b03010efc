import { isRefusal } from "../../../errors/is-refusal.ts";
import type { AssistantPart, ChatMessage, ChatRequest } from "../../chat-request.ts";
import type { RelievedRequest } from "../chat-api.ts";
import { ownOptions } from "./own-options.ts";

/**
 * The request without what the account that it reached cannot use.
 *
 * - Thoughts that another account or model has signed: relays switch accounts, and newer models' thoughts
 *   are bound to theirs (Anthropic's page on preserved thinking).
 * - The wish to see what the model thinks, which some channels do not know.
 */
export function withoutRefused(request: ChatRequest, error: unknown): RelievedRequest | undefined {
  if (isRefusal(error, THOUGHT_REFUSED)) return withoutThoughts(request);
  if (isRefusal(error, /thinking[\w.]*\.display/i)) return withoutDisplay(request);
  return undefined;
}

/** Anthropic's words for a thought that is not as it was, or not this model's or account's. */
const THOUGHT_REFUSED =
  /invalid `?signature`? in `?thinking|invalid `?data`? in `?redacted_thinking|thinking`? blocks?[^.]*(?:cannot be modified|different (?:model|account|conversation|organization))/i;

function withoutThoughts(request: ChatRequest): RelievedRequest | undefined {
  if (!request.messages.some(hasThought)) return undefined;
  return {
    request: { ...request, messages: request.messages.map(dropThoughts) },
    warning: {
      option: "messages",
      action: "dropped",
      message:
        "The reasoning of earlier answers was left out: the account that was reached does not take what another one has signed.",
    },
  };
}

function withoutDisplay(request: ChatRequest): RelievedRequest | undefined {
  const own = ownOptions(request);
  if (own["thinking"] !== undefined) return undefined;
  const { reasoningSummary: _, ...others } = request;
  return {
    request: {
      ...others,
      vendorOptions: {
        ...request.vendorOptions,
        anthropic: { ...own, thinking: { type: "adaptive" } },
      },
    },
    warning: {
      option: "reasoningSummary",
      action: "dropped",
      message: "The server does not let the caller say how much of the reasoning is shown.",
    },
  };
}

function hasThought({ role, content }: ChatMessage): boolean {
  return role === "assistant" && typeof content !== "string" && content.some(isThought);
}

function dropThoughts(message: ChatMessage): ChatMessage {
  if (message.role !== "assistant" || typeof message.content === "string") return message;
  return { ...message, content: message.content.filter((part) => !isThought(part)) };
}

function isThought(part: AssistantPart): boolean {
  return part.type === "reasoning" && part.echo?.api === "messages";
}
