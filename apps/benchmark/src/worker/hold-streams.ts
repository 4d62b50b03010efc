import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "../products/client.ts";
import { measureSettledHeap } from "./measure-heap.ts";
import { Receiver } from "./receiver.ts";
import type { HeldStreams, Task } from "./task.ts";

/** How long is measured, once every stream is open. */
const MEASURED_MS = 1000;

/** What opening streams leaves to be done. */
const SETTLING_MS = 300;

/** The event loop's delay is sampled this often; it is part of each sample. */
const RESOLUTION_MS = 5;

/** Opens streams, measures while all of them are open, and leaves them to the end of the process. */
export async function holdStreams(client: Client, { times }: Task): Promise<HeldStreams> {
  const { stream } = client;
  if (stream === undefined) throw new Error("It has no stream.");
  const receivers = Array.from({ length: times }, () => new Receiver(Infinity, () => 0));
  const heapBytes = await measureSettledHeap();
  const memoryBytes = process.memoryUsage.rss();
  const ends = receivers.map(async (receiver) => {
    await stream(receiver);
    throw new Error("A stream ended that was to be held open.");
  });
  return Promise.race([...ends, measureOpen(receivers, heapBytes, memoryBytes)]);
}

async function measureOpen(
  receivers: readonly Receiver[],
  heapBytes: number,
  memoryBytes: number,
): Promise<HeldStreams> {
  while (receivers.some(({ firstOutputAtMs }) => firstOutputAtMs === undefined)) await delay(20);
  await delay(SETTLING_MS);
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const characters = count(receivers);
  const before = process.cpuUsage();
  loop.enable();
  await delay(MEASURED_MS);
  loop.disable();
  const { user, system } = process.cpuUsage(before);
  return {
    cpuMs: (user + system) / 1000,
    characters: count(receivers) - characters,
    peakBytes: process.resourceUsage().maxRSS * 1024 - memoryBytes,
    heapBytes: (await measureSettledHeap()) - heapBytes,
    delayMs: Math.max(0, loop.percentile(99) / 1e6 - RESOLUTION_MS),
  };
}

function count(receivers: readonly Receiver[]): number {
  return receivers.reduce((sum, { received }) => sum + received.text, 0);
}
