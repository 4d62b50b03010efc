import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Outcome } from "./check-consumers.ts";
import { enterFolder } from "./enter-folder.ts";
import type { Workshop } from "./open-workshop.ts";
import { type PackageManager, readFirstSteps } from "./read-first-steps.ts";

/** What the programs of each README print, in order. */
const answers: Record<string, RegExp[]> = {
  core: [/1[^]*5[^]*stop/],
  "ai-sdk-provider": [/hello world[^]*tokens/i, /17\.3[^]*2 steps/],
  langchain: [/12 \d+ tokens[^]*5/, /17\.3/],
  llamaindex: [/1871/, /17\.3/],
  emulator: [/^http:\/\/127\.0\.0\.1:\d+$/m],
};

/**
 * Follows the first steps of every published package's README word for word, each in an empty folder: runs the
 * command that installs, then each program from a file of its own.
 *
 * @param root Where the packages' folders with their READMEs are.
 */
export async function* checkReadmes(
  workshop: Workshop,
  root: string,
  manager: PackageManager,
): AsyncGenerator<Outcome> {
  for (const [name, expected] of Object.entries(answers)) {
    const names = { consumer: `README on ${manager}`, adapter: name };
    const file = path.join(root, "packages", name, "README.md");
    const readme = { name, markdown: await readFile(file, "utf8"), expected };
    yield await follow(workshop, readme, manager).then(
      (note) => ({ ...names, note }),
      (error: unknown) => ({ ...names, note: "", problem: String(error) }),
    );
  }
}

interface Readme {
  /** The package's folder in `packages`. */
  name: string;
  markdown: string;
  /** What its programs have to print, in order. */
  expected: readonly RegExp[];
}

async function follow(
  workshop: Workshop,
  { name, markdown, expected }: Readme,
  manager: PackageManager,
): Promise<string> {
  const { installs, programs } = readFirstSteps(markdown);
  const install = installs[manager];
  if (install === undefined) throw new Error(`No line installs with ${manager}.`);
  if (programs.length !== expected.length) throw new Error(`It has ${programs.length} programs.`);
  const folder = await enterFolder(workshop, `readme-${name}`, manager);
  if (manager === "yarn") await folder.type(say("yarn init --yes"));
  await folder.type(install);
  for (const [index, program] of programs.entries()) {
    await folder.write("hello.mjs", program);
    const line = say(`${folder.node} hello.mjs`);
    const printed = await folder.type(line);
    const isRight = expected[index]?.test(printed) === true;
    // LlamaIndex prints "already imported" when there is a second copy of it.
    if (!isRight || /warn|already imported/i.test(printed)) {
      throw new Error(`${line} printed: ${printed}`);
    }
  }
  return `${programs.length} programs`;

  function say(line: string): string {
    if (!markdown.includes(`\`${line}\``)) throw new Error(`It does not say ${line}.`);
    return line;
  }
}
