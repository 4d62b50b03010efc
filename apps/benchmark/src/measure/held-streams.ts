import type { Framework } from "../products/product.ts";
import { expectedContent, formatShape, type StreamShape } from "../stream-shape.ts";
import type { HeldStreams, TaskResult } from "../worker/task.ts";
import type { Reading, Workload } from "./subject.ts";

/** How many streams are open at once. */
export type Width = (typeof widths)[number]["streams"];

// The more streams, the slower each: a process that is asked for more than it can do measures nothing else.
const widths = [
  { streams: 1, intervalMs: 2 },
  { streams: 32, intervalMs: 20 },
  { streams: 256, intervalMs: 64 },
  { streams: 1000, intervalMs: 250 },
] as const;

/** How long a server has to go on, so that every stream is still open when all has been measured. */
const LONGEST_MS = 20_000;

/** Streams that are held open while the server sends one delta at a time in each. */
export function heldStreams(framework: Framework): Workload[] {
  return widths.map(({ streams, intervalMs }) => {
    const shape: StreamShape = {
      content: "text",
      // Whole, or the server does not understand it.
      chunkCount: Math.ceil(LONGEST_MS / intervalMs),
      chunksPerWrite: 1,
      intervalMicros: intervalMs * 1000,
    };
    return {
      title: titleOf(streams),
      readings: readingsOf(framework, streams, expectedContent(shape).text / shape.chunkCount),
      api: "chat",
      roles: ["floor", "ours", "peer"],
      except: [],
      process: "fresh",
      roundFactor: 1,
      tasks: (serverURL) => [
        { ...task(serverURL, warmUpShape), times: 1, concurrency: 1 },
        { ...task(serverURL, shape), times: streams, concurrency: streams, holdsOpen: true },
      ],
      expected: { text: 0, reasoning: 0, toolArguments: 0 },
    };
  });
}

const warmUpShape: StreamShape = {
  content: "text",
  chunkCount: 2000,
  chunksPerWrite: 1,
  intervalMicros: 50,
};

function task(serverURL: string, shape: StreamShape) {
  const baseURL = `${serverURL}/${formatShape(shape)}/v1`;
  return { method: "stream", api: "chat", baseURL } as const;
}

/** What is measured of streams that are open. */
export type HeldReading = "chunk" | "heap" | "peak" | "delay";

/** Id of a line about streams that are open at once. */
export function heldStreamsId(framework: Framework, streams: Width, reading: HeldReading): string {
  return `${framework} held ${streams} ${reading}`;
}

function readingsOf(framework: Framework, streams: Width, charactersPerChunk: number): Reading[] {
  const reading = (
    name: HeldReading,
    title: string,
    unit: Reading["unit"],
    value: (held: HeldStreams) => number,
  ): Reading => ({
    id: heldStreamsId(framework, streams, name),
    framework,
    title: `${titleOf(streams)}, ${title}`,
    unit,
    isQuick: false,
    value: (result) => value(heldOf(result)),
  });
  const chunk = reading("chunk", "CPU", "µs/chunk", ({ cpuMs, characters }) => {
    return (cpuMs * 1000 * charactersPerChunk) / characters;
  });
  // Of few streams the rest is lost in what the process itself takes.
  if (streams < 1000) return [chunk];
  return [
    chunk,
    reading("heap", "heap of each", "kB/stream", ({ heapBytes }) => heapBytes / streams / 1000),
    reading("peak", "peak memory", "kB/stream", ({ peakBytes }) => peakBytes / streams / 1000),
    reading("delay", "event loop delay, p99", "ms", ({ delayMs }) => delayMs),
  ];
}

function heldOf({ held }: TaskResult): HeldStreams {
  if (held === undefined) throw new Error("The streams were not held open.");
  return held;
}

function titleOf(streams: Width): string {
  return streams === 1 ? "1 stream held open" : `${streams.toLocaleString("en")} streams held open`;
}
