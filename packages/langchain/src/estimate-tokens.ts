import { AIMessage, type BaseMessage, type MessageContent } from "@langchain/core/messages";

/** The last character of the Latin alphabets. Latin text has about four characters per token. */
const LAST_LATIN = 0x24f;

/**
 * A rough count of the tokens in a text, without a tokenizer and without the network. LangChain's own count
 * downloads a tokenizer, that of GPT-2 for a model it does not know. Each character of another script counts
 * as one token.
 */
export function estimateTokens(content: MessageContent): number {
  const text =
    typeof content === "string"
      ? content
      : content.map((block) => (typeof block["text"] === "string" ? block["text"] : "")).join("");
  let latin = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) <= LAST_LATIN) latin += 1;
  }
  return Math.ceil(latin / 4) + (text.length - latin);
}

/** Token counts of a conversation. */
export interface MessageTokens {
  totalCount: number;
  countPerMessage: number[];
}

/** How many tokens OpenAI adds to each message, and how many begin the answer. */
const FRAME = 3;

/** As {@link estimateTokens}, for a conversation: its texts, its tool calls and the tokens around them. */
export function estimateMessageTokens(messages: readonly BaseMessage[]): MessageTokens {
  const countPerMessage = messages.map((message) => {
    const calls = AIMessage.isInstance(message) ? (message.tool_calls ?? []) : [];
    const said = calls.map(({ name, args }) => `${name}${JSON.stringify(args)}`).join("");
    return estimateTokens(message.content) + estimateTokens(said) + FRAME;
  });
  const totalCount = countPerMessage.reduce((sum, count) => sum + count, FRAME);
  return { totalCount, countPerMessage };
}
