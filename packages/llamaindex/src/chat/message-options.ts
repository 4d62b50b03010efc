import type {
  CacheControl,
  ChatApiName,
  ChatUsage,
  ChatWarning,
  ContentOutline,
  FinishReason,
  JSONObject,
  ResponseMetadataEvent,
} from "@cometapi/core";
import type { ChatMessage } from "@llamaindex/core/llms";
import type { AnswerParts } from "../convert/answer-parts.ts";

/** A message of LlamaIndex, as `CometAPI` takes and gives it. */
export type CometAPIMessage = ChatMessage<CometAPIMessageOptions>;

/** What a tool returned. LlamaIndex types the result as text and hands over any JSON. */
export interface CometAPIToolResult {
  id: string;
  name?: string;
  result: unknown;
  isError: boolean;
}

/**
 * What `options` of a message or a chunk may hold: plain JSON, except `error`. A chunk has what arrived with
 * it. The last chunk also has what is known only at the end. A whole message has everything.
 */
export interface CometAPIMessageOptions extends Partial<AnswerParts> {
  /** What a tool returned; put there by LlamaIndex. */
  toolResult?: CometAPIToolResult;
  /**
   * The order of the answer's parts and what goes back with each on the next turn: signatures,
   * encrypted reasoning, blocks of tools that the vendor ran. Keep it with the message.
   */
  contentOutline?: ContentOutline;
  usage?: ChatUsage;
  finishReason?: FinishReason;
  /** The vendor's own word for it. */
  rawFinishReason?: string;
  /** Other details of the end in the API's own form: the stop sequence that matched, ratings. */
  finishDetails?: JSONObject;
  /** The model that served the answer. */
  model?: string;
  /** The text API that carried the answer. */
  api?: ChatApiName;
  /** The vendor's metadata of the answer: its id, when it was begun, the service tier. */
  metadata?: Omit<ResponseMetadataEvent, "type" | "model">;
  /** The id CometAPI gives a request, for its support. */
  requestId?: string;
  /** Options that could not be sent as given. */
  warnings?: ChatWarning[];
  /** What went wrong, where a failure was not thrown: see `onAgentError`. */
  error?: unknown;
  /**
   * Set by you: marks the conversation up to the end of this message for the vendor's prompt cache.
   * The name is `@llamaindex/anthropic`'s.
   */
  cache_control?: CacheControl;
}
