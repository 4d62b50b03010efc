import { isRefusal } from "../../../../errors/is-refusal.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import type { ReducedRequest } from "../../chat-api.ts";
import { withoutSignedReasoning } from "../../request/without-signed-reasoning.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";

/**
 * The request without the part that the server refused:
 *
 * - thinking that another account or model has signed: relays switch accounts, and newer models accept only their
 *   own thinking (Anthropic's page on preserved thinking);
 * - `thinking.display`, which some channels of the relay do not know.
 */
export function withoutRefused(request: ChatRequest, error: unknown): ReducedRequest | undefined {
  if (isRefusal(error, THINKING_REFUSED)) return withoutSignedReasoning(request, "messages");
  if (isRefusal(error, /thinking[\w.]*\.display/i)) return withoutDisplay(request);
  return undefined;
}

/** Anthropic's messages about thinking that was changed, or comes from another model or account. */
const THINKING_REFUSED =
  /invalid `?signature`? in `?thinking|invalid `?data`? in `?redacted_thinking|thinking`? blocks?[^.]*(?:cannot be modified|different (?:model|account|conversation|organization))/i;

function withoutDisplay(request: ChatRequest): ReducedRequest | undefined {
  const options = vendorOptionsOf(request, "anthropic");
  if (options["thinking"] !== undefined) return undefined;
  const { reasoningSummary: _, ...others } = request;
  return {
    request: {
      ...others,
      vendorOptions: {
        ...request.vendorOptions,
        anthropic: { ...options, thinking: { type: "adaptive" } },
      },
    },
    warning: {
      option: "reasoningSummary",
      action: "dropped",
      message: "The server does not let the caller say how much of the reasoning is shown.",
    },
  };
}
