import type { JSONObject } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import type { VendorToolCall } from "../../../vendor-tool.ts";
import type { AnswerWriter } from "../../answer/answer-writer.ts";
import type { ToolNames } from "../tool-names.ts";

/** The types of blocks with deltas that only they have. */
export type BlockKind = "text" | "thinking" | "tool_use";

/** How a block ended. */
export interface BlockEnd {
  /** Whether the server ended the block. False if the answer ended first. */
  isStopped: boolean;
}

/** A block of the answer that is still arriving. */
export interface OpenBlock {
  /** The kind of deltas that it takes. */
  readonly kind: BlockKind | "any";
  /** The id of a call. */
  readonly id?: string | undefined;
  /** Reads a delta. Unknown members are ignored. */
  push(delta: JSONObject, events: ChatEvent[]): void;
  /** Reads the whole block from a server that repeats it, and writes what is still missing. */
  restate(block: JSONObject, events: ChatEvent[]): void;
  /** Ends the block and writes what has to wait for its end. */
  end(end: BlockEnd, events: ChatEvent[]): void;
}

/** The state that the blocks of one answer share. */
export interface BlockContext {
  readonly writer: AnswerWriter;
  readonly names: ToolNames;
  /** What was asked. */
  readonly request: ChatRequest;
  /** The name of the tool by which the model answers, if it does. */
  readonly answerTool: string | undefined;
  /** How many characters of text have come so far, for the ranges of citations. */
  textLength: number;
  /** Text that waits: it is dropped if a call of the answer tool follows. */
  heldText: string;
  /** Whether the answer tool was called. */
  hasAnswer: boolean;
  /** Calls of the user's tools so far. */
  readonly calls: { key: string; echo: JSONObject }[];
  /** Calls of the vendor's own tools so far, by id. */
  readonly vendorCalls: Map<string, VendorToolCall>;
}
