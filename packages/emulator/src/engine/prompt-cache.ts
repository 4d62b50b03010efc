import { hash32 } from "../determinism/hash.ts";
import type { AnswerUsage } from "./answer.ts";
import type { Conversation } from "./conversation.ts";
import { countTurnTokens } from "./count-input-tokens.ts";

const minimumTokens = 1024;
const step = 128;
const maximumEntries = 5000;

/** Remembers how prompts began, as vendors do to charge less for what they have read before. */
export class PromptCache {
  readonly #seen = new Set<number>();

  /** The usage with the tokens that were read from the cache or written to it. */
  apply(conversation: Conversation, usage: AnswerUsage, isAutomatic: boolean): AnswerUsage {
    const { turns, cachedTurnCount, modelId } = conversation;
    if (usage.inputTokens < minimumTokens) return usage;
    if (cachedTurnCount === undefined && !isAutomatic) return usage;
    let hash = hash32(`${modelId} ${JSON.stringify(conversation.tools)}`);
    let tokens = 0;
    let cacheReadTokens = 0;
    let cacheWriteTokens = 0;
    for (const [index, turn] of turns.entries()) {
      hash = hash32(`${hash} ${JSON.stringify(turn)}`);
      tokens += countTurnTokens(turn);
      const isKept = tokens >= minimumTokens && index < (cachedTurnCount ?? turns.length);
      if (!isKept) continue;
      if (this.#seen.has(hash)) cacheReadTokens = tokens;
      else if (cachedTurnCount !== undefined) cacheWriteTokens = tokens - cacheReadTokens;
      this.#remember(hash);
    }
    if (cachedTurnCount === undefined) cacheReadTokens -= cacheReadTokens % step;
    return { ...usage, cacheReadTokens, cacheWriteTokens };
  }

  clear(): void {
    this.#seen.clear();
  }

  #remember(hash: number): void {
    this.#seen.add(hash);
    if (this.#seen.size <= maximumEntries) return;
    const [oldest] = this.#seen;
    if (oldest !== undefined) this.#seen.delete(oldest);
  }
}
