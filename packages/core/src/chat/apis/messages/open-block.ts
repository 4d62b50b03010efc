import type { JSONObject } from "../../../json.ts";
import type { ChatEvent } from "../../chat-event.ts";
import type { ChatRequest } from "../../chat-request.ts";
import type { VendorToolCall } from "../../vendor-tool.ts";
import type { AnswerWriter } from "../answer-writer.ts";
import type { ToolNames } from "./tool-names.ts";

/** The types of blocks that have deltas of their own. */
export type BlockKind = "text" | "thinking" | "tool_use";

/** A block of the answer that is not over. */
export interface OpenBlock {
  /** Whose deltas it takes. */
  readonly kind: BlockKind | "any";
  /** Takes a delta. One that says nothing it knows is left out. */
  push(delta: JSONObject, events: ChatEvent[]): void;
  /** Takes the whole block from a server that repeats it, and adds what is still missing. */
  restate(block: JSONObject, events: ChatEvent[]): void;
  /** @param isStopped Whether the block was ended, not only the answer around it. */
  end(isStopped: boolean, events: ChatEvent[]): void;
}

/** What the blocks of one answer have in common. */
export interface BlockContext {
  readonly writer: AnswerWriter;
  readonly names: ToolNames;
  /** What was asked. */
  readonly request: ChatRequest;
  /** Whether the answer's text is asked for as the arguments of a tool. */
  readonly usesResponseTool: boolean;
  /** Characters of text written so far. */
  textLength: number;
  /** Text that is kept back until it is clear that no call of the response tool follows it. */
  heldText: string;
  /** Whether the response tool was called. */
  hasResponse: boolean;
  /** Calls of the user's tools so far. */
  readonly calls: { key: string; echo: JSONObject }[];
  /** Calls of the vendor's own tools so far, by id. */
  readonly vendorCalls: Map<string, VendorToolCall>;
}
