import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Outcome } from "./check-consumers.ts";
import type { Workshop } from "./open-workshop.ts";
import { type PackageManager, readFirstSteps } from "./read-first-steps.ts";

/** What the programs of each README print, in their order. */
const printed: Record<string, RegExp[]> = {
  core: [/1[^]*5[^]*stop/],
  "ai-sdk-provider": [/hello world[^]*tokens/i, /17\.3[^]*2 steps/],
  langchain: [/12 \d+ tokens[^]*5/, /17\.3/],
  llamaindex: [/1871/, /17\.3/],
  emulator: [/^http:\/\/127\.0\.0\.1:\d+$/m],
};

/** How each package manager is started, and how it starts a program. */
const managers: Record<PackageManager, { start: string[]; node: string[] }> = {
  npm: { start: ["npm"], node: ["node"] },
  pnpm: { start: ["pnpm"], node: ["node"] },
  // Plug'n'Play, which is how Yarn comes.
  yarn: {
    start: ["npx", "--yes", "--package=@yarnpkg/cli-dist@4", "yarn"],
    node: ["yarn", "node"],
  },
};

/**
 * Follows the first steps of every published package's README to the letter: an empty folder, the line that
 * installs, each program in a file of its own.
 *
 * @param root Where the packages' folders with their READMEs are.
 */
export async function* checkReadmes(
  workshop: Workshop,
  root: string,
  manager: PackageManager,
): AsyncGenerator<Outcome> {
  for (const [name, expected] of Object.entries(printed)) {
    const names = { consumer: `README on ${manager}`, adapter: name };
    const readme = await readFile(path.join(root, "packages", name, "README.md"), "utf8");
    yield await follow(workshop, name, readme, manager, expected).then(
      (note) => ({ ...names, note }),
      (error: unknown) => ({ ...names, note: "", problem: String(error) }),
    );
  }
}

async function follow(
  { createFolder, run }: Workshop,
  name: string,
  readme: string,
  manager: PackageManager,
  expected: readonly RegExp[],
): Promise<string> {
  const { installs, programs } = readFirstSteps(readme);
  const [, ...install] = installs[manager] ?? [];
  if (install.length === 0)
    throw new Error(`The README has no line that installs with ${manager}.`);
  const { start, node } = managers[manager];
  const folder = await createFolder(`readme-${name}-${manager}`);
  await run(folder, [...start, ...install]);
  const asked = programs.length === expected.length;
  if (!asked) throw new Error(`${programs.length} programs, ${expected.length} were expected.`);
  let last = "";
  for (const [index, program] of programs.entries()) {
    const file = `program-${index}.mjs`;
    await writeFile(path.join(folder, file), program);
    const [first = "", ...rest] = node;
    const command = first === manager ? [...start, ...rest, file] : [first, ...rest, file];
    last = await run(folder, command);
    const isRight = expected[index]?.test(last) === true;
    // LlamaIndex says "already imported" of a second copy of itself.
    if (!isRight || /warn|already imported/i.test(last))
      throw new Error(`${file} printed: ${last}`);
  }
  return `${programs.length} programs`;
}
