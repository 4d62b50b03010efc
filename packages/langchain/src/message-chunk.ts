import {
  AIMessageChunk,
  type AIMessageChunkFields,
  type StandardMessageStructure,
} from "@langchain/core/messages";

/** Where a chunk names the calls that must not be run, by id, with the reason. */
export const invalidToolCallsKey = "invalid_tool_call_reasons";

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
    const reasons = this.additional_kwargs[invalidToolCallsKey];
    if (typeof reasons === "object" && reasons !== null) this.#invalidate(reasons);
  }

  /** Serialized it is an ordinary chunk, which every LangChain can load. */
  override get lc_id(): string[] {
    return [...this.lc_namespace, AIMessageChunk.lc_name()];
  }

  #invalidate(reasons: object): void {
    const calls = this.tool_calls ?? [];
    this.tool_calls = calls.filter(({ id }) => id === undefined || !(id in reasons));
    for (const { id, name } of calls) {
      if (id === undefined || !(id in reasons)) continue;
      const args = this.tool_call_chunks?.find((chunk) => chunk.id === id)?.args ?? "";
      const error = String(Reflect.get(reasons, id));
      this.invalid_tool_calls?.push({ type: "invalid_tool_call", id, name, args, error });
    }
  }
}

/** Creates a chunk of an answer. */
export function createMessageChunk(
  fields: AIMessageChunkFields<StandardMessageStructure>,
): AIMessageChunk {
  const chunk: AIMessageChunk<StandardMessageStructure> = new CometAPIMessageChunk(fields);
  return chunk;
}
