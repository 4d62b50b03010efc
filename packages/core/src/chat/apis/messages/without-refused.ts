import { isRefusal } from "../../../errors/is-refusal.ts";
import type { ChatRequest } from "../../chat-request.ts";
import type { ReducedRequest } from "../chat-api.ts";
import { withoutSignedReasoning } from "../without-signed-reasoning.ts";
import { anthropicOptionsOf } from "./anthropic-options.ts";

/**
 * The request without what the account that it reached cannot use.
 *
 * - Thoughts that another account or model has signed: relays switch accounts, and newer models' thoughts
 *   are bound to theirs (Anthropic's page on preserved thinking).
 * - The wish to see what the model thinks, which some channels do not know.
 */
export function withoutRefused(request: ChatRequest, error: unknown): ReducedRequest | undefined {
  if (isRefusal(error, THOUGHT_REFUSED)) return withoutSignedReasoning(request, "messages");
  if (isRefusal(error, /thinking[\w.]*\.display/i)) return withoutDisplay(request);
  return undefined;
}

/** Anthropic's words for a thought that is not as it was, or not this model's or account's. */
const THOUGHT_REFUSED =
  /invalid `?signature`? in `?thinking|invalid `?data`? in `?redacted_thinking|thinking`? blocks?[^.]*(?:cannot be modified|different (?:model|account|conversation|organization))/i;

function withoutDisplay(request: ChatRequest): ReducedRequest | undefined {
  const own = anthropicOptionsOf(request);
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
