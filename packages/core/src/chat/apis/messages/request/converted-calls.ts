/** What the result of a call needs to know about the call. */
export interface ConvertedCall {
  /** Its id on the wire. */
  id: string;
  /** The set that its tool belongs to, which the result has to name too. */
  toolset?: string | undefined;
}

const NOT_ALLOWED = /[^a-zA-Z0-9_-]/g;

/**
 * Remembers the calls of a conversation for their results. Calls and results must be given in the order of the
 * conversation, because some vendors use the same ids in every answer.
 */
export class ConvertedCalls {
  readonly #usedIds = new Set<string>();
  /** The latest call with each of the conversation's ids. */
  readonly #calls = new Map<string, ConvertedCall>();

  /** Adds a call. Its id on the wire is one that Anthropic accepts (`^[a-zA-Z0-9_-]+$`) and that no other call has. */
  add(id: string, toolset: string | undefined): ConvertedCall {
    const base = toWireId(id);
    let unique = base;
    for (let number = 2; this.#usedIds.has(unique); number += 1) unique = `${base}_${number}`;
    this.#usedIds.add(unique);
    const call = { id: unique, toolset };
    this.#calls.set(id, call);
    return call;
  }

  /** The call of a result. If it is not in the conversation, it is made up. */
  find(id: string): ConvertedCall {
    return this.#calls.get(id) ?? { id: toWireId(id) };
  }
}

function toWireId(id: string): string {
  return id === "" ? "call" : id.replaceAll(NOT_ALLOWED, "_");
}
