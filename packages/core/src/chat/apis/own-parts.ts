import { objectOf } from "../../json-access.ts";
import type { JSONObject } from "../../json.ts";
import type { ChatApiName } from "../chat-api-name.ts";
import type { VendorOptions } from "../chat-options.ts";
import type { AssistantPart, ChatMessage } from "../chat-request.ts";
import type { Echo } from "../echo.ts";
import type { RelievedRequest } from "./chat-api.ts";
import type { ChatRequest } from "../chat-request.ts";

/** A vendor's own options, in the words of its AI SDK package. */
export function vendorOptionsOf(
  { vendorOptions }: { vendorOptions?: VendorOptions | undefined },
  vendor: "anthropic" | "google" | "openai",
): JSONObject {
  return objectOf(vendorOptions?.[vendor]);
}

/** What this API wants back with a part. Undefined for the echo of another API. */
export function ownEcho(echo: Echo | undefined, api: ChatApiName): JSONObject | undefined {
  return echo?.api === api ? echo.data : undefined;
}

/**
 * The request without the reasoning that an API signed or encrypted: relays switch accounts, and an account
 * refuses what another one has signed or encrypted. Undefined if the request has no such reasoning.
 */
export function withoutOwnReasoning(
  request: ChatRequest,
  api: ChatApiName,
): RelievedRequest | undefined {
  const isOwn = (part: AssistantPart) => part.type === "reasoning" && part.echo?.api === api;
  const hasOwn = ({ role, content }: ChatMessage) =>
    role === "assistant" && typeof content !== "string" && content.some(isOwn);
  if (!request.messages.some(hasOwn)) return undefined;
  const messages = request.messages.map((message) =>
    message.role === "assistant" && typeof message.content !== "string"
      ? { ...message, content: message.content.filter((part) => !isOwn(part)) }
      : message,
  );
  const message =
    "The reasoning of earlier answers was left out: the account that was reached does not take what another one has signed or encrypted.";
  return {
    request: { ...request, messages },
    warning: { option: "messages", action: "dropped", message },
  };
}
