import { fork } from "node:child_process";
import { once } from "node:events";
import type { Product } from "../products/product.ts";
import { cleanEnvironment } from "../worker/start-worker.ts";
import type { Measurement } from "./measurement.ts";

/** CPU time of importing each product in a fresh process, in milliseconds, round by round. */
export async function measureImports(
  subjectId: string,
  products: readonly Product[],
  rounds: number,
): Promise<Measurement[]> {
  const taking = products.flatMap(({ id, package: source }) =>
    source === undefined ? [] : [{ module: source.module, measurement: empty(subjectId, id) }],
  );
  for (let round = 0; round < rounds; round += 1) {
    for (const { module, measurement } of taking) {
      measurement.samples.push(await measureImport(module));
    }
  }
  return taking.map(({ measurement }) => measurement);
}

function empty(subjectId: string, productId: string): Measurement {
  return { subjectId, productId, samples: [], lost: [], failure: undefined };
}

async function measureImport(module: string): Promise<number> {
  const file = new URL("import-process.ts", import.meta.url);
  const child = fork(file, [module], { execArgv: [], env: cleanEnvironment() });
  const [message] = await Promise.race([
    once(child, "message"),
    once(child, "exit").then(() => [undefined]),
  ]);
  if (message === undefined) throw new Error(`${module} could not be imported.`);
  return message.cpuMs;
}
