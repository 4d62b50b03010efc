import type { Product } from "../products/product.ts";
import type { Received } from "../stream-shape.ts";
import { startWorker, type Worker } from "../worker/start-worker.ts";
import type { TaskResult } from "../worker/task.ts";
import type { Measurement } from "./measurement.ts";
import type { Workload } from "./workload.ts";

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
  const turns = taking.map((product) => new Turn(workload, product, workers, serverURL));
  if (!workload.needsFreshProcess) for (const turn of turns) await turn.warmUp(effort);
  const { needsFreshProcess, roundFactor } = workload;
  const rounds = needsFreshProcess ? effort.fewestRounds : effort.rounds * roundFactor;
  for (let round = 0; round < rounds; round += 1) {
    const first = round % turns.length;
    for (const turn of [...turns.slice(first), ...turns.slice(0, first)]) await turn.take(effort);
  }
  return turns.map((turn) => turn.measurement);
}

/** One product's turns on one workload. */
class Turn {
  readonly measurement: Measurement;
  readonly #workload: Workload;
  readonly #workers: Workers;
  readonly #serverURL: string;
  #spentMs = 0;

  constructor(workload: Workload, product: Product, workers: Workers, serverURL: string) {
    this.#workload = workload;
    this.#workers = workers;
    this.#serverURL = serverURL;
    this.measurement = {
      subjectId: workload.id,
      productId: product.id,
      samples: [],
      lost: [],
      failure: undefined,
    };
  }

  async warmUp({ warmUps, longestMs }: Effort): Promise<void> {
    const count = warmUps * this.#workload.roundFactor;
    for (let done = 0; done < count && this.#spentMs < longestMs / 4; done += 1) {
      await this.#run();
    }
    this.#spentMs = 0;
  }

  async take({ fewestRounds, longestMs }: Effort): Promise<void> {
    const { samples, lost } = this.measurement;
    if (samples.length >= fewestRounds && this.#spentMs > longestMs) return;
    const result = await this.#run();
    if (result === undefined) return;
    samples.push(this.#workload.value(result));
    const { expected } = this.#workload;
    if (lost.length === 0) lost.push(...findLosses(expected, result.received));
  }

  async #run(): Promise<TaskResult | undefined> {
    const { measurement } = this;
    if (measurement.failure !== undefined) return undefined;
    const startedAtMs = performance.now();
    try {
      return await this.#runTasks();
    } catch (error) {
      measurement.failure = error instanceof Error ? error.message : String(error);
      return undefined;
    } finally {
      this.#spentMs += performance.now() - startedAtMs;
    }
  }

  async #runTasks(): Promise<TaskResult | undefined> {
    const { productId } = this.measurement;
    const known = this.#workers.get(productId);
    using fresh = this.#workload.needsFreshProcess ? await startWorker(productId) : undefined;
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
