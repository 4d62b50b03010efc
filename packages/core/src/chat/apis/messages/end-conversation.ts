import { textOf } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { RequestContext } from "./request-context.ts";
import type { WireMessage } from "./convert-content.ts";

/** The user's message that is added where the model does not let an answer that was begun for it stand last. */
const GO_ON = "Continue.";

/**
 * The messages with an end that the model takes. A last message of the assistant begins the answer
 * ("prefill"): older models go on from it, which must not end in white space; newer ones and those that
 * think refuse it, so the user asks for more. An answer that paused for the vendor's tools stays as it
 * is.
 */
export function endConversation(
  messages: readonly WireMessage[],
  { request, traits, thinking, notes }: RequestContext,
): readonly WireMessage[] {
  const last = messages.at(-1);
  const block = last?.content.at(-1);
  const text = block?.["type"] === "text" ? textOf(block["text"]) : undefined;
  if (last?.role !== "assistant" || text === undefined || isPaused(last)) return messages;
  if (!traits.acceptsPrefill || thinking.isThinking) {
    const model = thinking.isThinking ? "A model that thinks" : request.model;
    const message = `${model} does not go on from an answer that was begun for it; the user message "${GO_ON}" was added.`;
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
