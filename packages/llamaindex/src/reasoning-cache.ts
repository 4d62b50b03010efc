import type { JSONObject } from "@cometapi/core";
import type { CometAPIMessageOptions, CometAPIToolCall } from "./message-options.ts";

/** What has to go back to the vendor with a tool call and is not part of LlamaIndex's own type. */
export interface RememberedReasoning {
  thinking: string | undefined;
  reasoningDetails: JSONObject[] | undefined;
  extraContent: JSONObject | undefined;
}

/**
 * Remembers the reasoning behind tool calls. LlamaIndex agents rebuild an assistant message from the
 * name, input and id of its calls alone; DeepSeek, Claude and Gemini refuse the next turn without
 * the reasoning text or signature that came with them.
 */
export class ReasoningCache {
  readonly #limit: number;
  readonly #entries = new Map<string, RememberedReasoning>();

  /** @param limit Most tool calls remembered; the oldest is forgotten first. Default 500. */
  constructor(limit = 500) {
    this.#limit = limit;
  }

  remember({ toolCall = [], thinking, reasoningDetails }: CometAPIMessageOptions): void {
    for (const call of toolCall) {
      const { extraContent } = call;
      if (thinking === undefined && reasoningDetails === undefined && extraContent === undefined) {
        continue;
      }
      const key = keyOf(call);
      this.#entries.delete(key);
      this.#entries.set(key, { thinking, reasoningDetails, extraContent });
    }
    for (const key of this.#entries.keys()) {
      if (this.#entries.size <= this.#limit) break;
      this.#entries.delete(key);
    }
  }

  recall(call: CometAPIToolCall): RememberedReasoning | undefined {
    return this.#entries.get(keyOf(call));
  }
}

// The id alone is not enough: some vendors count calls from 0 in every conversation.
function keyOf({ id, name, input }: CometAPIToolCall): string {
  return JSON.stringify([id, name, input]);
}
