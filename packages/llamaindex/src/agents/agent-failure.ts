import { CometAPIError } from "@cometapi/core";
import type { MessageContent } from "@llamaindex/core/llms";
import { extractText } from "@llamaindex/core/utils";
import type { CometAPIMessage } from "../chat/message-options.ts";

type Message = Pick<CometAPIMessage, "content" | "options">;

/**
 * Stands before and behind the words for a failure. An agent keeps the text of its LLM and nothing else,
 * so the flag has to be text: characters that are never shown and that no model writes in this order.
 */
const MARK = "\u2063\u2062\u2064\u2063";

const SEPARATOR = "\n\n";

/** Words for a failure, marked as such, for the end of an answer that may have begun. */
export function markFailure(words: string, precedingText: string): string {
  return `${MARK}${precedingText === "" ? "" : SEPARATOR}${words}${MARK}`;
}

/** A failure in a sentence. */
export function describeFailure(error: unknown): string {
  const message =
    error instanceof Error || CometAPIError.isInstance(error) ? error.message : String(error);
  return `The model could not answer: ${message}`;
}

/**
 * Whether an agent's answer reports a failure, as a whole or at its end, instead of answering. Takes the
 * `result` or the `message` of an agent, and messages of its memory, also after they were stored as JSON.
 */
export function isAgentFailure(answer: MessageContent | Message): boolean {
  if (typeof answer === "string" || Array.isArray(answer)) return holdsMark(answer);
  return holdsMark(answer.content) || answer.options?.error !== undefined;
}

/** The words for a failure in a message. Empty when there are none. */
export function readFailure({ content }: Message): string {
  const [, words = ""] = extractText(content).split(MARK);
  return words.trimStart();
}

/** Content without the words for a failure. What the model said before it failed stays. */
export function withoutFailures(content: MessageContent): MessageContent {
  if (typeof content === "string") return withoutFailure(content);
  return content
    .map((part) => (part.type === "text" ? { ...part, text: withoutFailure(part.text) } : part))
    .filter((part) => part.type !== "text" || part.text !== "");
}

function withoutFailure(text: string): string {
  return text
    .split(MARK)
    .filter((_, index) => index % 2 === 0)
    .join("");
}

function holdsMark(content: MessageContent): boolean {
  return extractText(content).includes(MARK);
}
