import { hash32 } from "../determinism/hash.ts";
import { RecentMap } from "../determinism/recent-map.ts";
import type { AnswerUsage, CacheWrites } from "./answer.ts";
import type { CacheMark, Conversation } from "./conversation.ts";
import { countTurnTokens } from "./count-input-tokens.ts";

const minimumTokens = 1024;
const step = 128;
const lifetimesMs = { fiveMinutes: 300_000, oneHour: 3_600_000 } as const;

/** Remembers the beginnings of prompts: vendors charge less for tokens that they have in their cache. */
export class PromptCache {
  /** When the prompts that began so are forgotten, in milliseconds since 1970. */
  readonly #ends = new RecentMap<number>(5000);

  /**
   * The usage with the tokens that were read from the cache or written to it: up to the caller's marks, or all of a
   * prompt where the vendor caches by itself.
   */
  apply(
    conversation: Conversation,
    usage: AnswerUsage,
    isAutomatic: boolean,
    nowMs: number,
  ): AnswerUsage {
    const { cacheMarks } = conversation;
    if (cacheMarks.length === 0 && !isAutomatic) return usage;
    const beginnings = listBeginnings(conversation);
    const longest = beginnings.findLast(({ key }) => (this.#ends.get(key) ?? 0) > nowMs);
    const cacheReadTokens = longest?.tokens ?? 0;
    for (const { key, lifetime } of beginnings) {
      this.#ends.set(key, nowMs + lifetimesMs[lifetime]);
    }
    if (cacheMarks.length === 0) {
      return { ...usage, cacheReadTokens: cacheReadTokens - (cacheReadTokens % step) };
    }
    return {
      ...usage,
      cacheReadTokens,
      cacheWriteTokens: countWrites(beginnings, cacheReadTokens),
    };
  }

  clear(): void {
    this.#ends.clear();
  }
}

/** The first turns of a prompt, up to one of them. */
interface Beginning {
  key: string;
  tokens: number;
  lifetime: keyof CacheWrites;
}

/** The beginnings of a prompt that are long enough to be kept, shortest first. */
function listBeginnings({ turns, tools, modelId, cacheMarks }: Conversation): Beginning[] {
  const last = cacheMarks.at(-1)?.turnCount ?? turns.length;
  const beginnings: Beginning[] = [];
  let key = `${modelId} ${JSON.stringify(tools)}`;
  let tokens = 0;
  for (const [index, turn] of turns.slice(0, last).entries()) {
    key = String(hash32(`${key} ${JSON.stringify(turn)}`));
    tokens += countTurnTokens(turn);
    if (tokens < minimumTokens) continue;
    beginnings.push({ key, tokens, lifetime: lifetimeOf(index, cacheMarks) });
  }
  return beginnings;
}

/** How long a turn is kept: as long as the next mark after it says. */
function lifetimeOf(index: number, marks: readonly CacheMark[]): keyof CacheWrites {
  return marks.find(({ turnCount }) => turnCount > index)?.lifetime ?? "fiveMinutes";
}

function countWrites(beginnings: readonly Beginning[], readTokens: number): CacheWrites {
  const writes = { fiveMinutes: 0, oneHour: 0 };
  let counted = readTokens;
  for (const { tokens, lifetime } of beginnings) {
    if (tokens <= counted) continue;
    writes[lifetime] += tokens - counted;
    counted = tokens;
  }
  return writes;
}
