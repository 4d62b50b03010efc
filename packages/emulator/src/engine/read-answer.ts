import type { Answer } from "./answer.ts";
import type { ToolCall } from "./conversation.ts";

/** An answer by kind: all of its thoughts, its text and its calls, wherever they stand. */
export function readAnswer({ parts }: Pick<Answer, "parts">): {
  reasoning: string;
  text: string;
  toolCalls: ToolCall[];
} {
  const textsOf = (kind: "thought" | "text"): string =>
    parts.flatMap((part) => (part.kind === kind ? [part.text] : [])).join("");
  return {
    reasoning: textsOf("thought"),
    text: textsOf("text"),
    toolCalls: parts.flatMap((part) =>
      part.kind === "call" ? [{ id: part.id, name: part.name, arguments: part.arguments }] : [],
    ),
  };
}
