import type { ToolCallPart, ToolMessage } from "../../../chat-request.ts";

/** What the result of a call needs to know about the call. */
export interface ConvertedCall {
  name: string;
  /** Its place among the calls of the conversation. */
  order: number;
}

/** Remembers the calls of a conversation for their results. */
export class ConvertedCalls {
  /** The latest call with each of the conversation's ids. */
  readonly #calls = new Map<string, ConvertedCall>();
  #count = 0;

  /** Adds a call that was converted. */
  add({ id, name }: ToolCallPart): void {
    this.#calls.set(id, { name, order: this.#count });
    this.#count += 1;
  }

  /** The call of a result. If it is not in the conversation, it is made up, after all others. */
  find({ toolCallId, toolName }: ToolMessage): ConvertedCall {
    const known = this.#calls.get(toolCallId);
    return known ?? { name: toolName ?? toolCallId, order: this.#count };
  }
}
