import type { ChatApiName } from "../chat-api-name.ts";

/** The most refusals that are kept. Model ids may come from outside: made-up ones must not fill the memory. */
const MAX_KNOWN = 200;

/** After this time a server is tried again, in milliseconds: it may have learned what it refused. */
const LIFETIME_MS = 60 * 60 * 1000;

/**
 * Remembers what a server was found to refuse, so that later calls do not send it in vain. A client keeps one.
 */
export class KnownRefusals {
  /** The times in milliseconds until which refusals count, in the order in which they were found. */
  readonly #untilMs = new Map<string, number>();

  /** Whether a part of requests is refused for the model on this API. Without a part: whether the API is. */
  has(model: string, api: ChatApiName, part = ""): boolean {
    if (this.#untilMs.size === 0) return false;
    const untilMs = this.#untilMs.get(keyOf(model, api, part)) ?? 0;
    return Date.now() < untilMs;
  }

  add(model: string, api: ChatApiName, part = ""): void {
    const key = keyOf(model, api, part);
    const [oldest] = this.#untilMs.keys();
    if (oldest !== undefined && this.#untilMs.size >= MAX_KNOWN) this.#untilMs.delete(oldest);
    this.#untilMs.set(key, Date.now() + LIFETIME_MS);
  }
}

function keyOf(model: string, api: ChatApiName, part: string): string {
  return `${api} ${part} ${model}`;
}
