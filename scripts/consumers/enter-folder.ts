import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Workshop } from "./open-workshop.ts";
import type { PackageManager } from "./read-first-steps.ts";
import type { Program } from "./start-program.ts";

/** What a reader of each package manager types: it itself, and how a program is run. */
const managers: Record<PackageManager, { itself: string[]; node: string }> = {
  npm: { itself: ["npm"], node: "node" },
  pnpm: { itself: ["pnpm"], node: "node" },
  // Plug'n'Play, as Yarn comes: it has its programs run by itself.
  yarn: { itself: ["npx", "--yes", "--package=@yarnpkg/cli-dist@4", "yarn"], node: "yarn node" },
};

/** An empty folder, and what a reader does in it. */
export interface Folder {
  /** Types a line, `cd` too. Gives what it printed. */
  type: (line: string) => Promise<string>;
  /** Types what only a shell understands. Gives what it printed. */
  shell: (text: string) => Promise<string>;
  /** Types a line that starts a server. */
  start: (line: string, variables: Record<string, string>) => Program;
  /** Writes a file where the reader is by now. */
  write: (file: string, text: string) => Promise<void>;
  /** What runs a program: `node`, or `yarn node`. */
  node: string;
}

/** Makes an empty folder for a reader with a package manager. */
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
