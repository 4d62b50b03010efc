import { isObject } from "@cometapi/core";
import {
  AIMessageChunk,
  type AIMessageChunkFields,
  type StandardMessageStructure,
} from "@langchain/core/messages";
import type { InvalidToolCall } from "@langchain/core/messages/tool";

/** The member of `additional_kwargs` that holds the calls of a chunk that must not be run, by id. */
export const invalidToolCallsKey = "invalid_tool_calls";

/**
 * A chunk that takes calls which must not be run out of its `tool_calls`.
 *
 * LangChain repairs arguments that were cut off into a call that looks whole (langchainjs issue 11469):
 * `{"city": "Lis` would run with `Lis`. When LangChain joins chunks, it makes the result with the class of
 * the first, so invalid calls that only the last chunk names are taken out of the joined message too.
 */
class CometAPIMessageChunk extends AIMessageChunk<StandardMessageStructure> {
  constructor(fields: AIMessageChunkFields<StandardMessageStructure>) {
    super(fields);
    this.#keepCost();
    const invalid = this.additional_kwargs[invalidToolCallsKey];
    if (!isObject(invalid)) return;
    const isValid = ({ id }: { id?: string }): boolean => id === undefined || !(id in invalid);
    this.tool_calls = (this.tool_calls ?? []).filter(isValid);
    // Without their fragments LangChain cannot repair the calls again when it loads the message.
    this.tool_call_chunks = (this.tool_call_chunks ?? []).filter(isValid);
    this.invalid_tool_calls = Object.values(invalid).filter(isInvalidToolCall);
  }

  /** When LangChain (1.2) joins usage, it keeps the token counts and drops the cost beside them. */
  #keepCost(): void {
    const { cost, charge } = this.response_metadata;
    const usd = isObject(charge) ? charge["usd"] : cost;
    if (this.usage_metadata === undefined || typeof usd !== "number") return;
    this.usage_metadata = Object.assign(this.usage_metadata, { total_cost: usd });
  }

  /** It is serialized as an ordinary chunk, which every LangChain can load. */
  override get lc_id(): string[] {
    return [...this.lc_namespace, AIMessageChunk.lc_name()];
  }
}

function isInvalidToolCall(value: unknown): value is InvalidToolCall {
  return isObject(value) && value["type"] === "invalid_tool_call";
}

/** A chunk of an answer. */
export function createMessageChunk(
  fields: AIMessageChunkFields<StandardMessageStructure>,
): AIMessageChunk {
  const { tool_call_chunks: pieces } = fields;
  // LangChain's constructor parses each piece of a call, and the middle of a call is not JSON. So a
  // continuation is added after the constructor.
  const isContinuation = pieces?.every(({ name }) => name === undefined) === true;
  const chunk: AIMessageChunk<StandardMessageStructure> = new CometAPIMessageChunk(
    isContinuation ? { ...fields, tool_call_chunks: [] } : fields,
  );
  if (isContinuation) chunk.tool_call_chunks = pieces;
  return chunk;
}
