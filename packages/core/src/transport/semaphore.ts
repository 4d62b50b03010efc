/** Frees a slot. Calling it again does nothing. */
export type ReleaseSlot = () => void;

/** Hands out a number of slots, in the order in which they were asked for. */
export class Semaphore {
  #freeSlots: number;
  /** One function for each waiting caller, the longest waiting first. Calling it gives the caller its slot. */
  readonly #waiting = new Set<() => void>();

  constructor(slots: number) {
    this.#freeSlots = slots;
  }

  /** Waits for a slot. An abort ends the wait by throwing the signal's reason. */
  async acquire(signal: AbortSignal | undefined): Promise<ReleaseSlot> {
    signal?.throwIfAborted();
    if (this.#freeSlots > 0) this.#freeSlots -= 1;
    else await this.#wait(signal);
    let isHeld = true;
    return () => {
      if (isHeld) this.#giveBack();
      isHeld = false;
    };
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const take = () => {
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      const leave = () => {
        this.#waiting.delete(take);
        reject(signal?.reason);
      };
      this.#waiting.add(take);
      signal?.addEventListener("abort", leave, { once: true });
    });
  }

  #giveBack(): void {
    const [take] = this.#waiting;
    if (take === undefined) {
      this.#freeSlots += 1;
    } else {
      this.#waiting.delete(take);
      take();
    }
  }
}
