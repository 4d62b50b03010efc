import type { ChatApiName } from "../../chat-api-name.ts";
import type { AssistantPart, ChatMessage, ChatRequest } from "../../chat-request.ts";
import type { ReducedRequest } from "../chat-api.ts";

/**
 * The request without the reasoning that an API signed or encrypted: relays switch accounts, and an account
 * refuses what another one has signed or encrypted. Undefined if the request has no such reasoning.
 */
export function withoutSignedReasoning(
  request: ChatRequest,
  api: ChatApiName,
): ReducedRequest | undefined {
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
