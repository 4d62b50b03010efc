import type { CometAPIError } from "../errors/comet-api-error.ts";
import type { JSONObject, JSONValue } from "../json.ts";
import type { ChatApiName } from "./chat-api-name.ts";
import type { ChatUsage } from "./chat-usage.ts";
import type { Echo } from "./echo.ts";
import type { VendorToolCall, VendorToolResult } from "./vendor-tool.ts";

/**
 * Core gives every answer, streamed or not, as these events.
 *
 * Promises to whoever reads a sequence of events:
 * - Text, reasoning and refusal arrive as deltas, in the order in which the vendor sent them.
 *   `text-end` and `reasoning-end` close a block of deltas; without such an event, the next event of
 *   another kind closes the block.
 * - `tool-call-start` comes once per call, with its final id and full name; then its deltas; its
 *   `tool-call-end` comes when the answer ends, never because the arguments happen to parse.
 * - `usage` comes at most once. `finish` comes exactly once per choice, and nothing follows the last
 *   `finish`. Only the caller's own abort, which is thrown, ends a sequence without it.
 * - After an `error` the finish reason is `error`, or `interrupted` when the error only says that the
 *   answer was cut off.
 */
export type ChatEvent =
  | ResponseMetadataEvent
  | TextDeltaEvent
  | TextEndEvent
  | ReasoningDeltaEvent
  | ReasoningEndEvent
  | RefusalDeltaEvent
  | ToolCallStartEvent
  | ToolCallDeltaEvent
  | ToolCallEndEvent
  | ImageEvent
  | AudioEvent
  | CitationEvent
  | VendorBlockEvent
  | LogprobsEvent
  | UsageEvent
  | FinishEvent
  | ErrorEvent
  | PingEvent
  | RawEvent;

/** Who answered. Comes before any content, once, and again only if the vendor corrects itself. */
export interface ResponseMetadataEvent {
  type: "response-metadata";
  id: string | undefined;
  /** The model that served the answer, often a dated snapshot of the one asked for. */
  model: string | undefined;
  /** When the answer was begun, in milliseconds since 1970. */
  createdAtMs: number | undefined;
  systemFingerprint: string | undefined;
  serviceTier: string | undefined;
}

interface ChoiceEvent {
  /** Which of the alternative answers this belongs to; 0 unless `choiceCount` asked for more. */
  choiceIndex: number;
}

/** The next piece of the answer's text. Pieces joined in order are the whole text. */
export interface TextDeltaEvent extends ChoiceEvent {
  type: "text-delta";
  /** Never empty. */
  text: string;
}

/**
 * The next piece of what the model thinks, whatever name the vendor gives it; text within `<think>` tags
 * too. It is not part of the answer, and may go on after text has begun.
 */
export interface ReasoningDeltaEvent extends ChoiceEvent {
  type: "reasoning-delta";
  /** Never empty. */
  text: string;
}

/**
 * A block of text is over; the next text belongs to another block. Comes from APIs whose answers
 * have blocks, and where something has to go back with the text.
 */
export interface TextEndEvent extends ChoiceEvent {
  type: "text-end";
  echo: Echo | undefined;
}

/**
 * A block of reasoning is over. The block goes back on the next turn as a `ReasoningPart` with its echo.
 * Without a delta before it, the block has no readable text: the reasoning is redacted or encrypted.
 */
export interface ReasoningEndEvent extends ChoiceEvent {
  type: "reasoning-end";
  echo: Echo | undefined;
}

/** The next piece of the model's refusal to answer, where a vendor sends it apart from text. */
export interface RefusalDeltaEvent extends ChoiceEvent {
  type: "refusal-delta";
  /** Never empty. */
  text: string;
}

interface ToolCallEvent extends ChoiceEvent {
  /** Position of the call within the answer, from 0. */
  index: number;
  /** The vendor's id, or a generated one where it sent none. */
  id: string;
}

/** A tool call begins. Its arguments follow as deltas, those of other calls possibly between them. */
export interface ToolCallStartEvent extends ToolCallEvent {
  type: "tool-call-start";
  /** The tool's whole name. Empty only when the answer ended before the vendor sent one. */
  name: string;
}

/** The next piece of a call's arguments. */
export interface ToolCallDeltaEvent extends ToolCallEvent {
  type: "tool-call-delta";
  /** A piece of JSON text, seldom valid by itself. */
  argumentsDelta: string;
}

/** A tool call is over. Only now may it be run, and only when `isComplete` is true. */
export interface ToolCallEndEvent extends ToolCallEvent {
  type: "tool-call-end";
  /** As in the start event. */
  name: string;
  /** All arguments as text. `{}` when the vendor sent none. JSON unless the model wrote bad JSON. */
  arguments: string;
  /** False when the answer was cut within this call: it must not be run. */
  isComplete: boolean;
  /** What goes back with the call, as `ToolCallPart.echo`. */
  echo: Echo | undefined;
}

/** A generated image: an address, or base64 data with its media type. */
export interface ImageEvent extends ChoiceEvent {
  type: "image";
  image: { url: string } | { data: string; mediaType: string };
  echo?: Echo | undefined;
}

/** Generated audio. Fragments of one clip share its id and come in order. */
export interface AudioEvent extends ChoiceEvent {
  type: "audio";
  id: string | undefined;
  /** Base64. The fragments' texts joined in order are the base64 of the whole clip. */
  data: string | undefined;
  /** As the API names it; otherwise the format that was asked for. */
  mediaType?: string | undefined;
  transcript: string | undefined;
}

/**
 * A source the answer refers to. Each address comes once per answer. Where a vendor says which passages a
 * source supports, its address comes once for each of these ranges, and then not again without a range:
 * a page that supports the characters 0 to 10 and 40 to 52 comes twice.
 */
export interface CitationEvent extends ChoiceEvent {
  type: "citation";
  /** The source's address. Undefined for a document: one that was sent, or a stored file. */
  url: string | undefined;
  title: string | undefined;
  /** Name or id of a file the vendor searched. */
  filename?: string | undefined;
  fileId?: string | undefined;
  /** The citation in the API's own form, where it says more. */
  raw?: JSONObject | undefined;
  /** The cited passage, where the vendor quotes it. */
  content: string | undefined;
  /** Where the passage of the answer begins that the source supports: in characters, from Gemini in bytes of UTF-8. */
  startIndex: number | undefined;
  /** Where that passage ends. */
  endIndex: number | undefined;
}

/**
 * A block of the answer that belongs to the vendor: a tool that the vendor ran itself (web search,
 * code execution, MCP, …) or something to keep between turns. It goes back unchanged, as a
 * `VendorBlockPart`, to the API it came from.
 */
export interface VendorBlockEvent extends ChoiceEvent {
  type: "vendor-block";
  api: ChatApiName;
  /** The block as it came, whole. */
  block: JSONObject;
  /** The call within it, for tools that the vendor ran. */
  toolCall?: VendorToolCall | undefined;
  /** What the vendor's tool returned. It may come in a later block than its call. */
  toolResult?: VendorToolResult | undefined;
  /** A question to the user whether the vendor may make a call (MCP). */
  approvalRequest?: { id: string; toolCallId: string } | undefined;
}

/** How probable the latest tokens of text or refusal were. Comes when `logprobs` asked for it. */
export interface LogprobsEvent extends ChoiceEvent {
  type: "logprobs";
  /** Entries in the API's own form, one per token. */
  content: JSONValue[];
}

/** Token counts of the whole answer. */
export interface UsageEvent {
  type: "usage";
  usage: ChatUsage;
}

/**
 * Why an answer ended.
 *
 * `interrupted`: no finish reason came, so nothing proves that it is whole. `error`: an error came in
 * the middle. Neither is a success.
 */
export type FinishReason =
  | "stop"
  | "length"
  | "content-filter"
  | "tool-calls"
  | "error"
  | "interrupted"
  | "other";

/** The end of one choice: nothing of it follows. A success only when the reason says so. */
export interface FinishEvent extends ChoiceEvent {
  type: "finish";
  /** `tool-calls` also where a vendor says `stop` beside calls. */
  reason: FinishReason;
  /** The vendor's own reason. Undefined if it sent none. */
  rawReason: string | undefined;
  /**
   * Further fields about the end, as the API names them: the stop sequence that matched, why an answer is
   * incomplete, safety ratings, the container of a code execution.
   */
  details?: JSONObject | undefined;
}

/** Something that went wrong after output had begun. What came before it stands. */
export interface ErrorEvent {
  type: "error";
  error: CometAPIError;
}

/** The service keeps the connection open but has no content yet. */
export interface PingEvent {
  type: "ping";
}

/** A vendor's chunk as it came, before the events made from it. Only with `includeRaw`. */
export interface RawEvent {
  type: "raw";
  value: unknown;
}
