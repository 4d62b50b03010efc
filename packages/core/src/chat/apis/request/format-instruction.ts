import { stringifyArgument } from "../../../errors/stringify-argument.ts";
import type { ChatMessage, ChatResponseFormat } from "../../chat-request.ts";

/** A response format in words, for models that do not take it as an option. */
export function createFormatInstruction(format: ChatResponseFormat): string {
  const rule = "Answer with JSON only: no text around it and no code fence.";
  return format.type === "json-schema"
    ? `${rule} The JSON must follow this JSON Schema:\n${stringifyArgument(format.schema)}`
    : rule;
}

/** The conversation with one more instruction, if there is one, in its first system message or in a new one. */
export function withInstruction(
  messages: readonly ChatMessage[],
  instruction: string | undefined,
): readonly ChatMessage[] {
  if (instruction === undefined) return messages;
  const [first, ...rest] = messages;
  if (first?.role !== "system" && first?.role !== "developer") {
    return [{ role: "system", content: instruction }, ...messages];
  }
  const content =
    typeof first.content === "string"
      ? `${first.content}\n\n${instruction}`
      : [...first.content, { type: "text" as const, text: `\n\n${instruction}` }];
  return [{ ...first, content }, ...rest];
}
