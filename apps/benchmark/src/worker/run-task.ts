import type { Client } from "../products/client.ts";
import { measureHeap, measureSettledHeap } from "./measure-heap.ts";
import { Receiver } from "./receiver.ts";
import type { Task, TaskResult } from "./task.ts";

/** Takes one sample. */
export async function runTask(client: Client, task: Task): Promise<TaskResult> {
  const call = client[task.method];
  if (call === undefined) throw new Error(`It has no ${task.method}.`);
  const result = emptyResult();
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

/** The result of a task that has not begun. */
export function emptyResult(): TaskResult {
  const received = { text: 0, reasoning: 0, toolArguments: 0 };
  return { cpuMs: 0, firstOutputMs: [], heapBytes: [], received };
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
