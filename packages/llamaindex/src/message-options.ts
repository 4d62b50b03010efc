import type {
  AudioEvent,
  ChatUsage,
  ChatWarning,
  CitationEvent,
  FinishReason,
  ImageEvent,
  JSONObject,
  JSONValue,
} from "@cometapi/core";
import type { PartialToolCall, ToolCall } from "@llamaindex/core/llms";

/**
 * A call the model made. `input` is the parsed arguments, or their text where the model wrote
 * something that is not a JSON object.
 */
export type CometAPIToolCall = (ToolCall | PartialToolCall) & {
  /** The vendor's extra data of the call (Gemini's thought signature), sent back on the next turn. */
  extraContent?: JSONObject;
};

/** What a tool returned. LlamaIndex types the result as text and hands over any JSON. */
export interface CometAPIToolResult {
  id: string;
  name?: string;
  result: unknown;
  isError: boolean;
}

/**
 * What `options` of a message or a chunk may hold. Chunks carry what arrived with them, the last one
 * what is known only at the end; a whole message carries everything.
 */
export interface CometAPIMessageOptions {
  /** The calls of this answer so far. Absent when there are none. */
  toolCall?: CometAPIToolCall[];
  /** What a tool returned; put there by LlamaIndex. */
  toolResult?: CometAPIToolResult;
  /** Reasoning text. In a chunk: the piece that arrived with it. */
  thinking?: string;
  /** Signature of the reasoning, where a vendor signs it. The name is `@llamaindex/anthropic`'s. */
  thinking_signature?: string;
  /** Signed or encrypted reasoning blocks, sent back unchanged on the next turn. */
  reasoningDetails?: JSONObject[];
  /** Why the model declined; the same text is the content. */
  refusal?: string;
  images?: ImageEvent["image"][];
  audio?: Pick<AudioEvent, "id" | "data" | "transcript">[];
  citations?: Pick<CitationEvent, "url" | "title" | "content" | "startIndex" | "endIndex">[];
  /** Entries in the API's own form, one per token. */
  logprobs?: JSONValue[];
  usage?: ChatUsage;
  finishReason?: FinishReason;
  /** The model that served the answer. */
  model?: string;
  /** The id CometAPI gives a request, for its support. */
  requestId?: string;
  /** Options that could not be sent as given. */
  warnings?: ChatWarning[];
  /** What went wrong, where a failure was not thrown: see `onAgentError`. */
  error?: unknown;
}
