import { objectOf } from "../../../../json-access.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import type { ReducedRequest, RefusablePart } from "../../chat-api.ts";
import { withoutSignedReasoning } from "../../request/without-signed-reasoning.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";

/** Anthropic's messages about thinking that was changed, or comes from another model or account. */
const THINKING_REFUSED =
  /invalid `?signature`? in `?thinking|invalid `?data`? in `?redacted_thinking|thinking`? blocks?[^.]*(?:cannot be modified|different (?:model|account|conversation|organization))/i;

/**
 * What some servers of this API refuse:
 *
 * - thinking that another account or model has signed: relays switch accounts, and newer models accept only their
 *   own thinking (Anthropic's page on preserved thinking);
 * - `thinking.display`, which some channels of the relay do not know.
 */
export const refusableParts: readonly RefusablePart[] = [
  {
    refusal: THINKING_REFUSED,
    remove: (request) => withoutSignedReasoning(request, "messages"),
  },
  {
    rememberAs: "display",
    refusal: /thinking[\w.]*\.display/i,
    isIn: ({ thinking }) => objectOf(thinking)["display"] !== undefined,
    remove: withoutDisplay,
  },
];

function withoutDisplay(request: ChatRequest): ReducedRequest | undefined {
  const options = vendorOptionsOf(request, "anthropic");
  if (options["thinking"] !== undefined) return undefined;
  const { reasoningSummary: _, ...others } = request;
  const { reasoningBudget: budgetTokens } = request;
  const thinking =
    budgetTokens === undefined ? { type: "adaptive" } : { type: "enabled", budgetTokens };
  return {
    request: {
      ...others,
      vendorOptions: {
        ...request.vendorOptions,
        anthropic: { ...options, thinking },
      },
    },
    warning: {
      option: "reasoningSummary",
      action: "dropped",
      message: "The server does not let the caller say how much of the reasoning is shown.",
    },
  };
}
