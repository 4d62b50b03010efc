import { availableParallelism, cpus, totalmem } from "node:os";
import { versionOf } from "../measure/measure-installation.ts";
import type { Measurement } from "../measure/measurement.ts";
import type { Subject } from "../measure/subject.ts";
import { products } from "../products/product.ts";

/** One run of the benchmark, with what one has to know to judge its numbers. */
export interface Report {
  /** Day of the run. */
  date: string;
  machine: string;
  /** Versions by npm name. */
  versions: Record<string, string>;
  /** Every line that was measured. */
  subjects: Subject[];
  measurements: Measurement[];
}

/** Puts a run together with the machine and the versions it was made on. */
export function createReport(subjects: Subject[], measurements: Measurement[]): Report {
  const names = products.flatMap(({ package: source }) => source?.name ?? []);
  const frameworks = ["@cometapi/core", "ai", "llamaindex", "@llamaindex/workflow", ...names];
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: describeMachine(),
    versions: Object.fromEntries(
      [...new Set(frameworks)].toSorted().map((name) => [name, versionOf(name)]),
    ),
    subjects,
    measurements,
  };
}

function describeMachine(): string {
  const cores = availableParallelism();
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = cpus()[0]?.model.trim();
  const processor = model === undefined || model === "" || model === "unknown" ? "" : ` (${model})`;
  return `${cores} cores${processor}, ${memory} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}
