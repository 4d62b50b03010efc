import type { JSONValue } from "../../../../json.ts";

/** What the result of a call needs to know about the call. */
export interface ConvertedCall {
  /** The type of its item. */
  type: string;
  /** Its id on the wire. */
  callId: string;
  name: string;
  /** The program that made the call, if the model did not make it itself. */
  caller?: JSONValue | undefined;
}

/** The longest id that OpenAI takes. */
const MAX_ID_LENGTH = 64;

/** Remembers the calls of a conversation for their results. */
export class ConvertedCalls {
  readonly #calls = new Map<string, ConvertedCall>();
  readonly #customTools: ReadonlySet<string>;

  constructor(customTools: ReadonlySet<string>) {
    this.#customTools = customTools;
  }

  /** Adds a call that was converted. */
  add(id: string, call: ConvertedCall): void {
    this.#calls.set(id, call);
  }

  /** The call of a result. If it is not in the conversation, it is made up. */
  find(id: string, name = ""): ConvertedCall {
    const call = { type: this.typeOf(name), callId: toCallId(id), name };
    return this.#calls.get(id) ?? call;
  }

  /** The type of a call's item, by the name of the tool. */
  typeOf(name: string): string {
    return this.#customTools.has(name) ? "custom_tool_call" : "function_call";
  }
}

/** An id that OpenAI takes. Longer ids of other APIs are shortened, with a hash so that they stay different. */
export function toCallId(id: string): string {
  if (id.length <= MAX_ID_LENGTH) return id;
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  const end = (hash >>> 0).toString(36);
  return `${id.slice(0, MAX_ID_LENGTH - end.length - 1)}_${end}`;
}
