import type { JSONObject } from "@cometapi/core";
import type { CometAPIMessageOptions, CometAPIToolCall } from "./message-options.ts";

/** What has to go back to the vendor with a tool call and is not part of LlamaIndex's own type. */
export interface RememberedReasoning {
  thinking: string | undefined;
  reasoningDetails: JSONObject[] | undefined;
  extraContent: JSONObject | undefined;
}

/**
 * By the `input` of a call, which agents and their memory hand back as the same object: it tells
 * conversations apart whose calls look alike. Shared by all LLMs, as agents of a team may each have one.
 */
const byInput = new WeakMap<object, RememberedReasoning | undefined>();

/**
 * Remembers the reasoning behind tool calls. LlamaIndex agents rebuild an assistant message from the
 * name, input and id of its calls alone; DeepSeek, Claude and Gemini refuse the next turn without
 * the reasoning text or signature that came with them.
 *
 * A call is known by its `input` object, and by its text where a history was stored and read again.
 */
export class ReasoningCache {
  readonly #limit: number;
  /** By text. Undefined where two calls of one text had different reasoning: whose is asked for? */
  readonly #byText = new Map<string, RememberedReasoning | undefined>();

  /** @param limit Most tool calls remembered by text; the oldest is forgotten first. Default 500. */
  constructor(limit = 500) {
    this.#limit = limit;
  }

  remember({ toolCall = [], ...options }: CometAPIMessageOptions): void {
    for (const call of toolCall) {
      const reasoning = toRemembered(options, call);
      if (typeof call.input === "object") byInput.set(call.input, reasoning);
      this.#rememberText(toText(call), reasoning);
    }
  }

  recall(call: CometAPIToolCall): RememberedReasoning | undefined {
    const { input } = call;
    if (typeof input === "object" && byInput.has(input)) return byInput.get(input);
    return this.#byText.get(toText(call));
  }

  #rememberText(text: string, reasoning: RememberedReasoning | undefined): void {
    const isKnown = this.#byText.has(text);
    if (reasoning === undefined && !isKnown) return;
    const isSame = !isKnown || isEqual(this.#byText.get(text), reasoning);
    this.#byText.delete(text);
    this.#byText.set(text, isSame ? reasoning : undefined);
    const [oldest] = this.#byText.keys();
    if (this.#byText.size > this.#limit && oldest !== undefined) this.#byText.delete(oldest);
  }
}

function toRemembered(
  { thinking, reasoningDetails }: CometAPIMessageOptions,
  { extraContent }: CometAPIToolCall,
): RememberedReasoning | undefined {
  const isEmpty =
    thinking === undefined && reasoningDetails === undefined && extraContent === undefined;
  return isEmpty ? undefined : { thinking, reasoningDetails, extraContent };
}

function isEqual(first: unknown, second: unknown): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}

// The id alone is not enough: some vendors count calls from 0 in every conversation.
function toText({ id, name, input }: CometAPIToolCall): string {
  return JSON.stringify([id, name, input]);
}
