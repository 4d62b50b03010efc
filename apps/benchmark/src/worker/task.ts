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
}

/** What a worker answers. */
export type TaskReply = { result: TaskResult } | { error: string };
