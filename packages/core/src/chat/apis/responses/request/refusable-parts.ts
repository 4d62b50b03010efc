import { objectOf } from "../../../../json-access.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import type { ReducedRequest, RefusablePart } from "../../chat-api.ts";
import { missingJSONWord } from "../../request/missing-json-word.ts";
import { withoutSignedReasoning } from "../../request/without-signed-reasoning.ts";

/**
 * What some servers of this API refuse:
 *
 * - reasoning that another account has encrypted: relays switch accounts (sub2api issues 2863, 3038), and OpenAI
 *   answers 400 `invalid_encrypted_content`;
 * - summaries of reasoning, which OpenAI gives only to verified organizations;
 * - JSON for a conversation without the word JSON.
 */
export const refusableParts: readonly RefusablePart[] = [
  {
    refusal: /encrypted content .{0,200}could not be|invalid_encrypted_content/i,
    remove: (request) => withoutSignedReasoning(request, "responses"),
  },
  {
    rememberAs: "summary",
    refusal: /verified to generate reasoning summar|reasoning\.summary/i,
    isIn: ({ reasoning }) => objectOf(reasoning)["summary"] !== undefined,
    remove: withoutSummary,
  },
  missingJSONWord,
];

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
