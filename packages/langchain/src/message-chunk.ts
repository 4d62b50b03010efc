import { isObject } from "@cometapi/core";
import {
  AIMessageChunk,
  type AIMessageChunkFields,
  type StandardMessageStructure,
} from "@langchain/core/messages";
import type { InvalidToolCall } from "@langchain/core/messages/tool";

/** Where a chunk keeps the calls that must not be run, by id. */
export const invalidToolCallsKey = "invalid_tool_calls";

/**
 * A chunk that knows which of its tool calls must not be run.
 *
 * LangChain repairs arguments that were cut off into a call that looks whole
 * (langchainjs issue 11469): `{"city": "Lis` would run with `Lis`. Joined chunks keep the class of the
 * first, so that the last chunk's verdict reaches the whole message.
 */
class CometAPIMessageChunk extends AIMessageChunk<StandardMessageStructure> {
  constructor(fields: AIMessageChunkFields<StandardMessageStructure>) {
    super(fields);
    this.#keepCost();
    const invalid = this.additional_kwargs[invalidToolCallsKey];
    if (!isObject(invalid)) return;
    const isValid = ({ id }: { id?: string }): boolean => id === undefined || !(id in invalid);
    this.tool_calls = (this.tool_calls ?? []).filter(isValid);
    // Without their fragments the calls cannot be repaired again, when the message is loaded.
    this.tool_call_chunks = (this.tool_call_chunks ?? []).filter(isValid);
    this.invalid_tool_calls = Object.values(invalid).filter(isInvalidToolCall);
  }

  /** LangChain joins token counts by their names and drops the cost beside them (1.2). */
  #keepCost(): void {
    const { cost, charge } = this.response_metadata;
    const usd = isObject(charge) ? charge["usd"] : cost;
    if (this.usage_metadata === undefined || typeof usd !== "number") return;
    this.usage_metadata = Object.assign(this.usage_metadata, { total_cost: usd });
  }

  /** Serialized it is an ordinary chunk, which every LangChain can load. */
  override get lc_id(): string[] {
    return [...this.lc_namespace, AIMessageChunk.lc_name()];
  }
}

function isInvalidToolCall(value: unknown): value is InvalidToolCall {
  return isObject(value) && value["type"] === "invalid_tool_call";
}

/** Creates a chunk of an answer. */
export function createMessageChunk(
  fields: AIMessageChunkFields<StandardMessageStructure>,
): AIMessageChunk {
  const { tool_call_chunks = [], ...rest } = fields;
  // LangChain parses every piece of a call when it comes. The middle of a call would only make errors.
  const isContinuation = tool_call_chunks.every(({ name }) => name === undefined);
  const chunk: AIMessageChunk<StandardMessageStructure> = new CometAPIMessageChunk(
    isContinuation ? rest : fields,
  );
  if (isContinuation) chunk.tool_call_chunks = tool_call_chunks;
  return chunk;
}
