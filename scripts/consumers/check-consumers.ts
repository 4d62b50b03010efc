import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Consumer } from "./consumers.ts";
import type { Workshop } from "./open-workshop.ts";
import { readCatalog } from "./read-catalog.ts";
import { type Sample, samples } from "./samples.ts";

/** The result of checking a consumer with an adapter. */
export interface Outcome {
  consumer: string;
  adapter: string;
  /** What is wrong. Undefined when nothing is. */
  problem?: string;
  /** What was expected in its output, or why the adapter was left out. */
  note: string;
}

/**
 * Sets up consumers with every adapter and runs them. All their tools are installed once, from the registry of
 * the workshop; each consumer and adapter has a folder within that installation.
 */
export async function* checkConsumers(
  { createFolder, run }: Workshop,
  chosen: readonly Consumer[],
): AsyncGenerator<Outcome> {
  const root = await createFolder("consumers");
  await writeFile(path.join(root, "package.json"), JSON.stringify({ private: true }));
  const packages = new Set([
    ...samples.map(({ adapter }) => `@cometapi/${adapter}`),
    ...samples.flatMap((sample) => sample.packages).map(readCatalog()),
    ...chosen.flatMap(({ tools }) => tools),
  ]);
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  await run(root, ["npm", "install", ...quiet, ...packages]);
  for (const consumer of chosen) {
    yield* await Promise.all(samples.map((sample) => tryOut(consumer, sample)));
  }

  async function tryOut(consumer: Consumer, sample: Sample): Promise<Outcome> {
    const folder = path.join(root, consumer.name.replaceAll(/[ ,.]+/g, "-"), sample.adapter);
    const names = { consumer: consumer.name, adapter: sample.adapter };
    try {
      return { ...names, note: await check(consumer, sample, folder) };
    } catch (error) {
      return { ...names, note: "", problem: String(error) };
    }
  }

  async function check(consumer: Consumer, sample: Sample, folder: string): Promise<string> {
    const exception = consumer.exceptions?.[sample.adapter];
    if (exception !== undefined) {
      await write(folder, exception.files);
      let printed = "";
      for (const command of exception.run) printed += await runTool(folder, command).catch(String);
      if (exception.prints.test(printed)) return `left out, ${exception.reason}`;
      throw new Error(`${exception.reason}? The framework alone printed: ${printed}`);
    }
    await write(folder, consumer.files(sample.code));
    let printed = "";
    for (const command of consumer.commands) {
      printed = await runTool(folder, command.run);
      const name = command.run.join(" ");
      if (/\bwarn|\(!\)/i.test(printed))
        throw new Error(`${name} warned in ${folder}:\n${printed}`);
      if (command.prints?.test(printed) === false) {
        throw new Error(`${name} printed not ${command.prints} in ${folder}:\n${printed}`);
      }
    }
    return consumer.commands.at(-1)?.prints?.exec(printed)?.[0] ?? "";
  }

  /** Runs an installed program by its path, because npx prints warnings of its own. */
  function runTool(folder: string, [program = "", ...rest]: readonly string[]): Promise<string> {
    const isOwn = ["node", "npx"].includes(program);
    return run(folder, [isOwn ? program : path.join(root, "node_modules/.bin", program), ...rest]);
  }
}

async function write(folder: string, files: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
}
