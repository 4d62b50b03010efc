import { setImmediate as nextTurn } from "node:timers/promises";

/** The heap when also that is gone which is given up only after it was collected: sockets, streams. */
export async function measureSettledHeap(): Promise<number> {
  for (let pass = 0; pass < 3; pass += 1) {
    collectGarbage();
    await nextTurn();
  }
  return measureHeap();
}

function collectGarbage(): void {
  if (globalThis.gc === undefined) throw new Error("Start the worker with --expose-gc.");
  globalThis.gc();
}

/** Bytes in use after garbage collection, those outside the heap included. */
export function measureHeap(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
