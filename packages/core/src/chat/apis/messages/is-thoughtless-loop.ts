import type { AssistantPart, ChatMessage } from "../../chat-request.ts";

/**
 * Whether a tool loop is under way whose latest answer does not begin with a thought that Anthropic
 * signed: another model or API made it, or its reasoning was lost. With a budget of thinking Anthropic
 * answers it with 400: "Expected `thinking` or `redacted_thinking`".
 */
export function isLoopWithoutThinking(messages: readonly ChatMessage[]): boolean {
  const question = messages.findLastIndex(({ role }) => role === "user");
  const answer = messages.findLast(({ role }, index) => role === "assistant" && index > question);
  if (answer?.role !== "assistant" || typeof answer.content === "string") return false;
  if (!answer.content.some(({ type }) => type === "tool-call")) return false;
  const first = answer.content.find(isSent);
  return first?.type !== "reasoning";
}

function isSent(part: AssistantPart): boolean {
  switch (part.type) {
    case "reasoning":
      return part.echo?.api === "messages";
    case "text":
      return part.text !== "";
    case "vendor-block":
      return part.api === "messages";
    default:
      return true;
  }
}
