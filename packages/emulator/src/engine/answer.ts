import type { ToolCall } from "./conversation.ts";

/** What the engine answers, in no vendor's format: every face encodes it. */
export interface Answer {
  reasoning: string;
  text: string;
  toolCalls: readonly ToolCall[];
  finish: Finish;
  /** The stop sequence that ended the text, when one did. */
  stopSequence?: string;
  usage: AnswerUsage;
  /** The text in the pieces a stream must have. Without it the text is cut into token-like pieces. */
  textPieces?: readonly string[];
  /** Images that belong to the answer. */
  images?: readonly { mediaType: string; base64: string }[];
}

/** Why an answer ended. */
export type Finish = "stop" | "length" | "tool-calls" | "content-filter";

/** Token counts of one answer. */
export interface AnswerUsage {
  /** All input tokens, the cached ones included. */
  inputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  /** All output tokens, reasoning included. */
  outputTokens: number;
  reasoningTokens: number;
}
