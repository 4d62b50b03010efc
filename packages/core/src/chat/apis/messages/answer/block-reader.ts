import { isJSONObject, numberOf, textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { BlockContext, BlockEnd, BlockKind, OpenBlock } from "./open-block.ts";
import { WholeBlock } from "./whole-block.ts";
import { AnswerToolBlock } from "./answer-tool-block.ts";
import { TextBlock } from "./text-block.ts";
import { ThinkingBlock } from "./thinking-block.ts";
import { ToolsetBlock, ToolUseBlock } from "./tool-use-block.ts";

/** The kind of block that each delta belongs to. A delta without a type is recognized by the given member. */
const DELTAS: readonly (readonly [type: string, member: string, kind: BlockKind])[] = [
  ["text_delta", "text", "text"],
  ["thinking_delta", "thinking", "thinking"],
  ["signature_delta", "signature", "thinking"],
  ["input_json_delta", "partial_json", "tool_use"],
  ["citations_delta", "citation", "text"],
];

/** What a {@link BlockReader} gets from the normalizer. */
export type BlockReaderContext = Pick<BlockContext, "writer" | "names" | "request" | "answerTool">;

/**
 * Reads the blocks of one answer, streamed or whole.
 *
 * A block begins with its start, or with its first delta if a server leaves the start out. It ends with its stop, with
 * the start of the next block, or with the answer. A call does not end with the start of the next block, because the
 * deltas of two calls may be mixed.
 */
export class BlockReader {
  readonly #context: BlockContext;
  readonly #open = new Map<number, OpenBlock>();
  #latestIndex = -1;

  constructor({ writer, names, request, answerTool }: BlockReaderContext) {
    this.#context = {
      writer,
      names,
      request,
      answerTool,
      textLength: 0,
      heldText: "",
      hasAnswer: false,
      calls: [],
      vendorCalls: new Map(),
    };
  }

  /** Whether the only call of the answer is one of the answer tool. */
  get isAnswer(): boolean {
    return this.#context.hasAnswer && this.#context.calls.length === 0;
  }

  /** Reads a whole block. */
  read(block: JSONObject, events: ChatEvent[]): void {
    const index = this.#latestIndex + 1;
    this.#begin(index, block, events);
    this.#close(index, { isStopped: true }, events);
  }

  start(frame: JSONObject, events: ChatEvent[]): void {
    const block = frame["content_block"];
    const index = numberOf(frame["index"]) ?? this.#latestIndex + 1;
    if (!isJSONObject(block)) return;
    const id = textOf(block["id"]);
    const open = this.#open.get(index);
    // A server may repeat the start of a call.
    if (id !== undefined && open?.id === id) open.restate(block, events);
    else this.#begin(index, block, events);
  }

  delta(frame: JSONObject, events: ChatEvent[]): void {
    const { delta } = frame;
    if (!isJSONObject(delta)) return;
    const index = numberOf(frame["index"]) ?? Math.max(this.#latestIndex, 0);
    const kind = kindOf(delta);
    const block = this.#open.get(index);
    // A server may leave out the start of a block: none is open, or one of another kind.
    const lacksStart = kind !== undefined && block?.kind !== kind && block?.kind !== "any";
    const open = lacksStart ? this.#begin(index, { type: kind }, events) : block;
    open?.push(delta, events);
  }

  stop(frame: JSONObject, events: ChatEvent[]): void {
    const index = numberOf(frame["index"]) ?? this.#latestIndex;
    const block = frame["content_block"];
    if (isJSONObject(block)) this.#open.get(index)?.restate(block, events);
    this.#close(index, { isStopped: true }, events);
  }

  /**
   * Ends the blocks that are still open.
   *
   * @param container The container in which the answer's code ran. The result of a call from this code has to name it.
   */
  end(container: JSONValue | undefined, events: ChatEvent[]): void {
    for (const index of this.#open.keys()) this.#close(index, { isStopped: false }, events);
    this.#flushHeldText(events);
    if (!isJSONObject(container)) return;
    const { id } = container;
    for (const { key, echo } of this.#context.calls) {
      const { caller } = echo;
      const isFromCode = isJSONObject(caller) && caller["type"] !== "direct";
      if (isFromCode) this.#context.writer.calls.setEcho(key, { ...echo, container: id });
    }
  }

  #begin(index: number, block: JSONObject, events: ChatEvent[]): OpenBlock {
    for (const [openIndex, open] of this.#open) {
      if (openIndex === index || !isCall(open)) this.#close(openIndex, { isStopped: true }, events);
    }
    this.#latestIndex = index;
    const opened = this.#create(block, events);
    this.#open.set(index, opened);
    return opened;
  }

  #create(block: JSONObject, events: ChatEvent[]): OpenBlock {
    const context = this.#context;
    switch (block["type"]) {
      case "text":
        return new TextBlock(context, block, events);
      case "thinking":
        return new ThinkingBlock(context, block, events);
      case "tool_use": {
        const name = textOf(block["name"]);
        if (name !== undefined && name === context.answerTool) {
          return new AnswerToolBlock(context, block);
        }
        this.#flushHeldText(events);
        return textOf(block["toolset_name"]) === undefined
          ? new ToolUseBlock(context, block, events)
          : new ToolsetBlock(context, block, events);
      }
      default:
        return new WholeBlock(context, block);
    }
  }

  #close(index: number, end: BlockEnd, events: ChatEvent[]): void {
    const block = this.#open.get(index);
    this.#open.delete(index);
    block?.end(end, events);
  }

  // Text before a call of the answer tool is dropped. Where no such call came, the text is the answer.
  #flushHeldText(events: ChatEvent[]): void {
    const { writer, heldText } = this.#context;
    if (heldText === "") return;
    this.#context.heldText = "";
    writer.text(heldText, events);
    writer.endText(undefined, events);
  }
}

function isCall(block: OpenBlock): boolean {
  return block instanceof ToolUseBlock || block instanceof ToolsetBlock;
}

/** The kind of block that a delta belongs to. Undefined for a delta that is newer than this package. */
function kindOf(delta: JSONObject): BlockKind | undefined {
  const type = textOf(delta["type"]);
  const known = DELTAS.find(([name, member]) =>
    type === undefined ? delta[member] !== undefined : name === type,
  );
  return known?.[2];
}
