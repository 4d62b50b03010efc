import type { Received } from "../stream-shape.ts";
import type { TextAPI } from "../text-api.ts";

/** What a product may be asked to do. */
export type Method =
  /** Stream an answer on the layer that the product implements. */
  | "stream"
  /** Stream an answer through the framework, as an application does. */
  | "endToEnd"
  /** Give a short answer in one piece. */
  | "ask"
  /** Embed 512 texts. */
  | "embed";

/** One sample to take. */
export interface Task {
  method: Method;
  baseURL: string;
  api: TextAPI;
  times: number;
  concurrency: number;
  /** Take a heap sample every so many characters received, and one before and after. */
  charactersPerHeapSample?: number | undefined;
  /** Measure while all calls are open, and do not wait for their ends. */
  holdsOpen?: boolean | undefined;
}

/** What was measured in the product's own process. */
export interface TaskResult {
  /** Processor time of the whole process, its garbage collection and compiler included. */
  cpuMs: number;
  /** Time from each call to its first output. */
  firstOutputMs: number[];
  heapBytes: number[];
  /** Of all calls together. */
  received: Received;
  /** Where the calls were held open. */
  held?: HeldStreams | undefined;
}

/** What was measured while streams were open. */
export interface HeldStreams {
  cpuMs: number;
  /** What all of them received in that time. */
  characters: number;
  /** What the heap grew by, after garbage collection. */
  heapBytes: number;
  /** What the memory of the process grew by, at its highest. */
  peakBytes: number;
  /** The event loop's delay that one turn in a hundred exceeds. */
  delayMs: number;
}

/** What a worker answers. */
export type TaskReply = { result: TaskResult } | { error: string };
