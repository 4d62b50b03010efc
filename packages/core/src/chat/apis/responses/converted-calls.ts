import type { JSONValue } from "../../../json.ts";

/** A call of an earlier answer, as its result has to know it. */
export interface ConvertedCall {
  /** The type of its item. */
  type: string;
  /** Its id as it was sent. */
  callId: string;
  name: string;
  /** Who called, where that was not the model itself but a program it wrote. */
  caller?: JSONValue | undefined;
}

/** The most characters of an id that OpenAI takes. */
const MAX_ID_LENGTH = 64;

/** Remembers the calls of a conversation, so that their results fit them. */
export class ConvertedCalls {
  readonly #calls = new Map<string, ConvertedCall>();
  readonly #customTools: ReadonlySet<string>;

  constructor(customTools: ReadonlySet<string>) {
    this.#customTools = customTools;
  }

  /** A call was converted. */
  add(id: string, call: ConvertedCall): void {
    this.#calls.set(id, call);
  }

  /** The call of a result; made up for one that is not in the conversation. */
  find(id: string, name = ""): ConvertedCall {
    const call = { type: this.typeOf(name), callId: toCallId(id), name };
    return this.#calls.get(id) ?? call;
  }

  /** The type of a call's item, for a call of which nothing but its name is known. */
  typeOf(name: string): string {
    return this.#customTools.has(name) ? "custom_tool_call" : "function_call";
  }
}

/** An id as OpenAI takes it. Those of other APIs may be longer; they stay different from each other. */
export function toCallId(id: string): string {
  if (id.length <= MAX_ID_LENGTH) return id;
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  const end = (hash >>> 0).toString(36);
  return `${id.slice(0, MAX_ID_LENGTH - end.length - 1)}_${end}`;
}
