import type { ToolCall } from "./conversation.ts";

/** What the engine answers, in no vendor's format: each API's folder encodes it. */
export interface Answer {
  /** What the model thinks, says and does, in order. */
  parts: readonly AnswerPart[];
  finish: Finish;
  /** The stop sequence that ended the text, when one did. */
  stopSequence?: string;
  usage: AnswerUsage;
}

/** One thing that a model thinks, says or does. */
export type AnswerPart = Thought | Text | Refusal | Call | Search | Image;

/** A thought. The text of a redacted one is not sent, but the thought must come back on the next turn. */
export interface Thought {
  kind: "thought";
  text: string;
  isRedacted?: boolean;
}

/** A piece of the answer's text. */
export interface Text {
  kind: "text";
  text: string;
  /** The pieces a stream must have. Without them the text is cut into token-like pieces. */
  pieces?: readonly string[];
  /** The sources of the text. */
  sources?: readonly Source[];
}

/** What a model says when it refuses to answer. */
export interface Refusal {
  kind: "refusal";
  text: string;
}

/** A call of a function that the caller offered. */
export interface Call extends ToolCall {
  kind: "call";
}

/** A search of the web that the vendor made during the answer. */
export interface Search {
  kind: "search";
  query: string;
  results: readonly WebPage[];
}

/** A page that a search found. */
export interface WebPage {
  url: string;
  title: string;
  text: string;
}

/** An image that belongs to the answer. */
export interface Image {
  kind: "image";
  mediaType: string;
  base64: string;
}

/** A source of a text: a page that a search found, or a document of the request. */
export type Source =
  | { kind: "web"; url: string; title: string; quote: string }
  | {
      kind: "document";
      /** Which of the request's documents, from 0. */
      index: number;
      title: string | undefined;
      quote: string;
      /** Where the quoted words stand in the document, in characters. */
      start: number;
      isPDF: boolean;
    };

/** Why an answer ended. `pause` is Anthropic's `pause_turn`: the model continues in another request. */
export type Finish = "stop" | "length" | "tool-calls" | "content-filter" | "pause";

/** Token counts of one answer. */
export interface AnswerUsage {
  /** All input tokens, the cached ones included. */
  inputTokens: number;
  cacheReadTokens: number;
  /** Tokens written to the cache, by the lifetime they have there. */
  cacheWriteTokens: CacheWrites;
  /** All output tokens, reasoning included. */
  outputTokens: number;
  reasoningTokens: number;
}

/** Tokens by lifetime. */
export interface CacheWrites {
  fiveMinutes: number;
  oneHour: number;
}
