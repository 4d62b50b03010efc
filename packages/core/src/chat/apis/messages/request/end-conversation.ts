import { textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { RequestContext } from "./request-context.ts";
import type { WireMessage } from "./wire-prompt.ts";

/** Added as the user's message if the conversation ends with the assistant and the model does not take that. */
const GO_ON = "Continue.";

/**
 * The messages, with an end that the model takes. If the assistant's message is the last one, it is the beginning of
 * the answer ("prefill"). Older models continue it, but refuse white space at its end. Newer models, and those that
 * think, refuse it, so a user message is added. An answer that paused for Anthropic's own tools stays last.
 */
export function endConversation(
  messages: WireMessage[],
  { request, traits, thinking, notes }: RequestContext,
): WireMessage[] {
  const last = messages.at(-1);
  const block = last?.content.at(-1);
  const text = block?.["type"] === "text" ? textOf(block["text"]) : undefined;
  if (last?.role !== "assistant" || text === undefined || isPaused(last)) return messages;
  if (!traits.acceptsPrefill || thinking.isThinking) {
    const model = thinking.isThinking ? "A model that thinks" : request.model;
    const message = `${model} does not continue an answer that was begun for it; the user message "${GO_ON}" was added.`;
    notes.changed("messages", message, thinking.isThinking ? undefined : "acceptsPrefill");
    return [...messages, { role: "user", content: [{ type: "text", text: GO_ON }] }];
  }
  const trimmed = text.trimEnd();
  if (trimmed === text) return messages;
  notes.changed(
    "messages",
    "White space at the end of the last message was left out: the Messages API refuses it there.",
  );
  const content = [...last.content.slice(0, -1), { ...block, text: trimmed }];
  return [...messages.slice(0, -1), { ...last, content }];
}

function isPaused({ content }: WireMessage): boolean {
  return content.some(isServerCall);
}

function isServerCall({ type }: JSONObject): boolean {
  return type === "server_tool_use" || type === "mcp_tool_use";
}
