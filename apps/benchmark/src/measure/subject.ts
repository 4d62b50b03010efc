import type { Framework, Role } from "../products/product.ts";
import type { Received } from "../stream-shape.ts";
import type { TextAPI } from "../text-api.ts";
import type { Task, TaskResult } from "../worker/task.ts";

/** What a number counts. Less is better for each. */
export type Unit = "µs/chunk" | "µs/request" | "ms" | "kB" | "kB/stream";

/** One line of the comparison. */
export interface Subject {
  id: string;
  framework: Framework;
  title: string;
  unit: Unit;
  /** Part of the quick run. */
  isQuick: boolean;
}

/** One line with the number that a sample gives for it. */
export interface Reading extends Subject {
  value: (result: TaskResult) => number;
}

/**
 * In which process of a product a workload runs.
 *
 * - `shared`: one for all these workloads, which run one after the other.
 * - `own`: one for this workload. V8 collects the heap of a process that has nothing to do, and what follows may cost
 *   half as much again. A process that waited for other lines would be measured in that state, or not, by chance.
 * - `fresh`: each round is the first of its process, without a warm-up.
 */
export type ProcessOfWorkload = "shared" | "own" | "fresh";

/** Something that products do in their own processes while they are measured. */
export interface Workload {
  /** What is being done, for who waits. */
  title: string;
  /** The lines that one sample fills. */
  readings: readonly Reading[];
  api: TextAPI;
  roles: readonly Role[];
  /** Products that cannot do it. */
  except: readonly string[];
  /** In which process of a product it runs. */
  process: ProcessOfWorkload;
  /** Rounds, warm-ups too, for each one of a run: more where products are so close that few tell nothing. */
  roundFactor: number;
  /** Tasks of one sample; the last one is measured, those before it lead up to it. */
  tasks: (serverURL: string) => [...lead: Task[], measured: Task];
  /** What every sample must have received. */
  expected: Received;
}
