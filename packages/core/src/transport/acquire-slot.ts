import type { LimitFunction } from "p-limit";

/** Gives a slot back. Safe to call more than once. */
export type ReleaseSlot = () => void;

/** Waits for one of the limiter's slots, to be held until it is released. An abort ends the wait. */
export async function acquireSlot(
  limiter: Promise<LimitFunction> | undefined,
  signal: AbortSignal | undefined,
): Promise<ReleaseSlot> {
  if (limiter === undefined) return () => {};
  const limit = await limiter;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal?.reason);
    signal?.addEventListener("abort", onAbort, { once: true });
    void limit(
      () =>
        new Promise<void>((release) => {
          signal?.removeEventListener("abort", onAbort);
          if (signal?.aborted === true) {
            release();
            reject(signal.reason);
          } else {
            resolve(release);
          }
        }),
    );
  });
}
