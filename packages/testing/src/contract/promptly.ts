import { setTimeout as delay } from "node:timers/promises";
import { onTestFinished } from "vitest";

/** How long an immediate reaction may take on a busy machine, in milliseconds. */
export const promptlyMs = 2000;

/** Rejects after some milliseconds, unless the test is over by then. */
export async function failAfter(ms: number, message: string): Promise<never> {
  const over = new AbortController();
  onTestFinished(() => over.abort());
  await delay(ms, undefined, { signal: over.signal });
  throw new Error(message);
}

/** Waits until a condition is true. Rejects when that takes longer than {@link promptlyMs}. */
export async function until(isTrue: () => boolean): Promise<void> {
  const endMs = Date.now() + promptlyMs;
  while (!isTrue()) {
    if (Date.now() > endMs) throw new Error(`It did not happen within ${promptlyMs} ms.`);
    await delay(10);
  }
}
