import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Workshop } from "./open-workshop.ts";
import type { PackageManager } from "./read-first-steps.ts";
import type { Program } from "./start-program.ts";

/** For each package manager: how it is started here, and the command that runs a program. */
const managers: Record<PackageManager, { itself: string[]; node: string }> = {
  npm: { itself: ["npm"], node: "node" },
  pnpm: { itself: ["pnpm"], node: "node" },
  // With Plug'n'Play, Yarn's default, programs have to be run by `yarn`.
  yarn: { itself: ["npx", "--yes", "--package=@yarnpkg/cli-dist@4", "yarn"], node: "yarn node" },
};

/** A folder in which the steps of a page are followed. */
export interface Folder {
  /** Runs a command of the page; `cd` works too. Gives what it printed. */
  type: (line: string) => Promise<string>;
  /** Runs a text that needs a shell. Gives what it printed. */
  shell: (text: string) => Promise<string>;
  /** Runs a command that starts a server. */
  start: (line: string, variables: Record<string, string>) => Program;
  /** Writes a file in the current folder. */
  write: (file: string, text: string) => Promise<void>;
  /** The command that runs a program: `node` or `yarn node`. */
  node: string;
}

/** Makes an empty folder in which the steps for a package manager can be followed. */
export async function enterFolder(
  { createFolder, run, start }: Workshop,
  name: string,
  manager: PackageManager,
): Promise<Folder> {
  const { itself, node } = managers[manager];
  let folder = await createFolder(`${name}-${manager}`);
  const parse = (line: string): string[] => {
    const [program = "", ...rest] = line.split(" ");
    return [...(program === manager ? itself : [program]), ...rest];
  };
  return {
    node,
    async type(line) {
      const [, target] = /^cd (\S+)$/.exec(line) ?? [];
      if (target === undefined) return run(folder, parse(line));
      folder = path.join(folder, target);
      return "";
    },
    shell: (text) => run(folder, ["sh", "-c", text]),
    start: (line, variables) => start(folder, parse(line), variables),
    async write(file, text) {
      const target = path.join(folder, file);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, text);
    },
  };
}
