import type { Product } from "../products/product.ts";
import type { Received } from "../stream-shape.ts";
import { startWorker, type Worker } from "../worker/start-worker.ts";
import type { TaskResult } from "../worker/task.ts";
import type { Measurement } from "./measurement.ts";
import type { Workload } from "./subject.ts";

/** How thorough a run is. */
export interface Effort {
  rounds: number;
  warmUps: number;
  /** Fewest rounds of a product that has used up its time. */
  fewestRounds: number;
  /** Milliseconds after which a product gets no more rounds on one line. */
  longestMs: number;
}

/** The processes of one framework's products. */
export type Workers = Map<string, Worker>;

/** Starts the products' processes. */
export async function startWorkers(products: readonly Product[]): Promise<Workers> {
  const workers: Workers = new Map();
  for (const { id } of products) workers.set(id, await startWorker(id));
  return workers;
}

/**
 * Measures products against each other on one workload, round by round: in each round every product
 * has its turn, and another one begins.
 */
export async function measureWorkload(
  workload: Workload,
  products: readonly Product[],
  workers: Workers,
  serverURL: string,
  effort: Effort,
): Promise<Measurement[]> {
  const taking = products.filter(
    ({ id, role, apis }) =>
      workload.roles.includes(role) && apis.includes(workload.api) && !workload.except.includes(id),
  );
  const own = workload.process === "own" ? await startWorkers(taking) : undefined;
  const turns = taking.map((product) => new Turn(workload, product, own ?? workers, serverURL));
  try {
    await takeTurns(turns, workload, effort);
  } finally {
    for (const worker of own?.values() ?? []) worker[Symbol.dispose]();
  }
  return turns.flatMap((turn) => turn.measurements);
}

async function takeTurns(
  turns: readonly Turn[],
  { process, roundFactor }: Workload,
  effort: Effort,
): Promise<void> {
  const isFresh = process === "fresh";
  if (!isFresh) for (const turn of turns) await turn.warmUp(effort);
  const rounds = (isFresh ? effort.fewestRounds : effort.rounds) * roundFactor;
  for (let round = 0; round < rounds; round += 1) {
    const first = round % turns.length;
    for (const turn of [...turns.slice(first), ...turns.slice(0, first)]) await turn.take(effort);
  }
}

/** One product's turns on one workload. */
class Turn {
  /** One for each line of the workload. */
  readonly measurements: readonly Measurement[];
  readonly #productId: string;
  readonly #workload: Workload;
  readonly #workers: Workers;
  readonly #serverURL: string;
  #spentMs = 0;
  #rounds = 0;
  #hasFailed = false;

  constructor(workload: Workload, product: Product, workers: Workers, serverURL: string) {
    this.#workload = workload;
    this.#workers = workers;
    this.#serverURL = serverURL;
    this.#productId = product.id;
    this.measurements = workload.readings.map(({ id: subjectId }) => ({
      subjectId,
      productId: product.id,
      samples: [],
      lost: [],
      failure: undefined,
    }));
  }

  async warmUp({ warmUps, longestMs }: Effort): Promise<void> {
    const count = warmUps * this.#workload.roundFactor;
    // In a process of its own nothing has been compiled by other lines: that takes some 3,000 requests.
    const limitMs = this.#workload.process === "own" ? longestMs : longestMs / 4;
    for (let done = 0; done < count && this.#spentMs < limitMs; done += 1) {
      await this.#run();
    }
    this.#spentMs = 0;
  }

  async take({ fewestRounds, longestMs }: Effort): Promise<void> {
    if (this.#rounds >= fewestRounds && this.#spentMs > longestMs) return;
    const result = await this.#run();
    if (result === undefined) return;
    this.#rounds += 1;
    const { expected, readings } = this.#workload;
    const lost = findLosses(expected, result.received);
    for (const [index, measurement] of this.measurements.entries()) {
      measurement.samples.push(readings[index]?.value(result) ?? Number.NaN);
      if (measurement.lost.length === 0) measurement.lost = lost;
    }
  }

  async #run(): Promise<TaskResult | undefined> {
    if (this.#hasFailed) return undefined;
    const startedAtMs = performance.now();
    try {
      return await this.#runTasks();
    } catch (error) {
      this.#hasFailed = true;
      const failure = error instanceof Error ? error.message : String(error);
      for (const measurement of this.measurements) measurement.failure = failure;
      return undefined;
    } finally {
      this.#spentMs += performance.now() - startedAtMs;
    }
  }

  async #runTasks(): Promise<TaskResult | undefined> {
    const productId = this.#productId;
    const known = this.#workers.get(productId);
    using fresh = this.#workload.process === "fresh" ? await startWorker(productId) : undefined;
    const worker = fresh ?? known;
    let result: TaskResult | undefined;
    for (const task of this.#workload.tasks(this.#serverURL)) result = await worker?.run(task);
    return result;
  }
}

function findLosses(expected: Received, received: Received): string[] {
  const losses: string[] = [];
  if (received.text < expected.text) losses.push("text");
  if (received.reasoning < expected.reasoning) losses.push("reasoning");
  if (received.toolArguments < expected.toolArguments) losses.push("tool arguments");
  return losses;
}
