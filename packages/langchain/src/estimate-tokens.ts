import type { MessageContent } from "@langchain/core/messages";

/** Latin text has about four characters per token; other scripts about one. */
const LATIN = /[\u0000-\u024f]/g;

/**
 * A rough count of the tokens in a text, without a tokenizer and without the network. LangChain's own
 * count downloads one, for GPT-2 when it does not know the model.
 */
export function estimateTokens(content: MessageContent): number {
  const text =
    typeof content === "string"
      ? content
      : content.map((block) => (typeof block["text"] === "string" ? block["text"] : "")).join("");
  const latin = text.match(LATIN)?.length ?? 0;
  return Math.ceil(latin / 4) + (text.length - latin);
}
