const NOT_ALLOWED = /[^a-zA-Z0-9_-]/g;

/**
 * Gives each tool call an id that Anthropic accepts (`^[a-zA-Z0-9_-]+$`) and that no other call has. Other vendors
 * use other characters, and some use the same ids in every answer. Calls and results must be given in the order of
 * the conversation.
 */
export class ToolCallIds {
  readonly #used = new Set<string>();
  /** The latest id under which each of the conversation's ids was sent. */
  readonly #sent = new Map<string, string>();

  /** The id of the next call. */
  ofCall(id: string): string {
    const base = sanitize(id);
    let unique = base;
    for (let number = 2; this.#used.has(unique); number += 1) unique = `${base}_${number}`;
    this.#used.add(unique);
    this.#sent.set(id, unique);
    return unique;
  }

  /** The id of the call that a result belongs to. */
  ofResult(id: string): string {
    return this.#sent.get(id) ?? sanitize(id);
  }
}

function sanitize(id: string): string {
  return id === "" ? "call" : id.replaceAll(NOT_ALLOWED, "_");
}
