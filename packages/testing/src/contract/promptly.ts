import { setTimeout as delay } from "node:timers/promises";
import { onTestFinished } from "vitest";

/** Time within which a program reacts at once, as seen from outside, also on a busy machine. */
export const promptlyMs = 2000;

/** Rejects after a time, unless the test is over by then. */
export async function failAfter(ms: number, message: string): Promise<never> {
  const over = new AbortController();
  onTestFinished(() => over.abort());
  await delay(ms, undefined, { signal: over.signal });
  throw new Error(message);
}

/** Waits until something is true; fails when that takes longer than a prompt reaction may take. */
export async function until(isTrue: () => boolean): Promise<void> {
  const endMs = Date.now() + promptlyMs;
  while (!isTrue()) {
    if (Date.now() > endMs) throw new Error(`It did not happen within ${promptlyMs} ms.`);
    await delay(10);
  }
}
