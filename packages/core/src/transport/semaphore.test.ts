import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { Semaphore } from "./semaphore.ts";

/** Asks for slots and notes, in `order`, who got one. */
function queue(semaphore: Semaphore, names: readonly string[], order: string[]) {
  return names.map(async (name) => {
    const release = await semaphore.acquire(undefined);
    order.push(name);
    return release;
  });
}

describe("Semaphore", () => {
  it("hands its slots out in the order of asking", async () => {
    const semaphore = new Semaphore(2);
    const order: string[] = [];
    const releases = queue(semaphore, ["a", "b", "c", "d"], order);
    await nextTurn();
    expect(order).toEqual(["a", "b"]);
    (await releases[1])?.();
    await nextTurn();
    expect(order).toEqual(["a", "b", "c"]);
    (await releases[0])?.();
    await nextTurn();
    expect(order).toEqual(["a", "b", "c", "d"]);
  });

  it("takes a slot back once, however often it is released", async () => {
    const semaphore = new Semaphore(1);
    const release = await semaphore.acquire(undefined);
    release();
    release();
    const order: string[] = [];
    void queue(semaphore, ["a", "b"], order);
    await nextTurn();
    expect(order).toEqual(["a"]);
  });

  it("gives an aborted caller no slot, also when one is free", async () => {
    const semaphore = new Semaphore(1);
    await expect(semaphore.acquire(AbortSignal.abort("enough"))).rejects.toBe("enough");
    await semaphore.acquire(undefined);
    await expect(semaphore.acquire(AbortSignal.abort("enough"))).rejects.toBe("enough");
  });

  it("lets a caller leave the queue, and passes the slot to the one behind", async () => {
    const semaphore = new Semaphore(1);
    const release = await semaphore.acquire(undefined);
    const controller = new AbortController();
    const leaving = semaphore.acquire(controller.signal);
    const order: string[] = [];
    void queue(semaphore, ["behind"], order);
    controller.abort("enough");
    await expect(leaving).rejects.toBe("enough");
    release();
    await nextTurn();
    expect(order).toEqual(["behind"]);
  });

  it("never makes anyone wait where there is no limit", async () => {
    const semaphore = new Semaphore(Infinity);
    const releases = await Promise.all(
      Array.from({ length: 100 }, () => semaphore.acquire(undefined)),
    );
    expect(releases).toHaveLength(100);
  });
});
