import { measureBundle } from "./measure/measure-bundle.ts";
import { measureImports } from "./measure/measure-imports.ts";
import { measureInstallation } from "./measure/measure-installation.ts";
import { type Effort, measureWorkload, startWorkers } from "./measure/measure-workload.ts";
import type { Measurement } from "./measure/measurement.ts";
import { packageSubjectId } from "./measure/subjects.ts";
import type { Subject } from "./measure/subject.ts";
import { workloadsOf } from "./measure/workloads-of.ts";
import {
  type Framework,
  frameworkNames,
  type Product,
  type ProductPackage,
  productsOf,
} from "./products/product.ts";
import { startServer } from "./worker/start-worker.ts";

/** A run of everything. */
export const fullEffort: Effort = { rounds: 9, warmUps: 3, fewestRounds: 3, longestMs: 3000 };

/** A run that is over before one's coffee is. */
export const quickEffort: Effort = { rounds: 4, warmUps: 2, fewestRounds: 2, longestMs: 1500 };

/** Measures the given lines, framework by framework. */
export async function runBenchmark(
  subjects: readonly Subject[],
  effort: Effort,
  onProgress: (line: string) => void,
): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  const wanted = new Set(subjects.map(({ id }) => id));
  using server = await startServer();
  for (const framework of new Set(subjects.map((subject) => subject.framework))) {
    const products = productsOf(framework);
    const packaged = products.filter(({ apis }) => apis.includes("chat"));
    const announce = (title: string): void => onProgress(`${frameworkNames[framework]} ${title}`);
    measurements.push(
      ...(await runWorkloads(framework, products, wanted, server.url, effort, announce)),
      ...(await measurePackages(framework, packaged, wanted, effort, announce)),
    );
  }
  return measurements;
}

async function runWorkloads(
  framework: Framework,
  products: readonly Product[],
  wanted: ReadonlySet<string>,
  serverURL: string,
  effort: Effort,
  announce: (title: string) => void,
): Promise<Measurement[]> {
  const workloads = workloadsOf(framework).filter(({ readings }) =>
    readings.some(({ id }) => wanted.has(id)),
  );
  if (workloads.length === 0) return [];
  const workers = await startWorkers(products);
  try {
    const measurements: Measurement[] = [];
    for (const workload of workloads) {
      announce(workload.title);
      measurements.push(...(await measureWorkload(workload, products, workers, serverURL, effort)));
    }
    return measurements;
  } finally {
    for (const worker of workers.values()) worker[Symbol.dispose]();
  }
}

async function measurePackages(
  framework: Framework,
  products: readonly Product[],
  wanted: ReadonlySet<string>,
  { rounds }: Effort,
  announce: (title: string) => void,
): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  const importId = packageSubjectId(framework, "import");
  const bundleId = packageSubjectId(framework, "bundle");
  const fileId = packageSubjectId(framework, "file");
  const installationId = packageSubjectId(framework, "installation");
  if (wanted.has(importId)) {
    announce("import");
    measurements.push(...(await measureImports(importId, products, rounds)));
  }
  if (wanted.has(bundleId)) {
    announce("bundle");
    measurements.push(...(await measureEach(bundleId, products, measureBundle)));
  }
  if (wanted.has(fileId)) {
    announce("bundle as one file");
    const measure = (source: ProductPackage): Promise<number> => measureBundle(source, "one file");
    measurements.push(...(await measureEach(fileId, products, measure)));
  }
  if (wanted.has(installationId)) {
    announce("installed files");
    const measure = async ({ name }: ProductPackage): Promise<number> =>
      measureInstallation(name, frameworkPackages[framework]);
    measurements.push(...(await measureEach(installationId, products, measure)));
  }
  return measurements;
}

/** What is in a project before one of the compared products comes. */
const frameworkPackages: Readonly<Record<Framework, string | undefined>> = {
  core: undefined,
  "ai-sdk": "ai",
  langchain: "@langchain/core",
  llamaindex: "llamaindex",
};

async function measureEach(
  subjectId: string,
  products: readonly Product[],
  measure: (source: ProductPackage) => Promise<number>,
): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const { id: productId, package: source } of products) {
    if (source === undefined) continue;
    const samples = [await measure(source)];
    measurements.push({ subjectId, productId, samples, lost: [], failure: undefined });
  }
  return measurements;
}
