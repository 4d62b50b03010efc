import { setImmediate as nextTurn } from "node:timers/promises";
import type { Client } from "../products/client.ts";
import { Receiver } from "./receiver.ts";
import type { Task, TaskResult } from "./task.ts";

/** Takes one sample. */
export async function runTask(client: Client, task: Task): Promise<TaskResult> {
  const call = client[task.method];
  if (call === undefined) throw new Error(`It has no ${task.method}.`);
  const result: TaskResult = {
    cpuMs: 0,
    firstOutputMs: [],
    heapBytes: [],
    received: { text: 0, reasoning: 0, toolArguments: 0 },
  };
  const watchesHeap = task.charactersPerHeapSample !== undefined;
  // No collection is forced for the others: it throws compiled code away, and half of what is measured
  // then is the compiler (a request of 165 µs takes 245).
  if (watchesHeap) result.heapBytes.push(await measureSettledHeap());
  const before = process.cpuUsage();
  await repeat(task.times, task.concurrency, async () => {
    const receiver = new Receiver(task.charactersPerHeapSample ?? Infinity, measureHeap);
    const startedAtMs = performance.now();
    await call(receiver);
    addTo(result, receiver, startedAtMs);
  });
  const { user, system } = process.cpuUsage(before);
  result.cpuMs = (user + system) / 1000;
  if (watchesHeap) result.heapBytes.push(await measureSettledHeap());
  return result;
}

async function repeat(
  times: number,
  concurrency: number,
  call: () => Promise<void>,
): Promise<void> {
  let started = 0;
  const run = async (): Promise<void> => {
    while (started < times) {
      started += 1;
      await call();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, run));
}

function addTo(result: TaskResult, receiver: Receiver, startedAtMs: number): void {
  const { received, firstOutputAtMs, heapBytes } = receiver;
  result.received.text += received.text;
  result.received.reasoning += received.reasoning;
  result.received.toolArguments += received.toolArguments;
  if (firstOutputAtMs !== undefined) result.firstOutputMs.push(firstOutputAtMs - startedAtMs);
  result.heapBytes.push(...heapBytes);
}

/** The heap when also that is gone which is given up only after it was collected: sockets, streams. */
async function measureSettledHeap(): Promise<number> {
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

function measureHeap(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
