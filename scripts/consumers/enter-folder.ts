import type { Workshop } from "./open-workshop.ts";
import type { PackageManager } from "./read-first-steps.ts";

/** What a reader of each package manager types: it itself, what it wants before, how a program starts. */
const managers: Record<PackageManager, { itself: string[]; before?: string; start: string }> = {
  npm: { itself: ["npm"], start: "node" },
  pnpm: { itself: ["pnpm"], start: "node" },
  // Plug'n'Play, as Yarn comes; it wants a project to be begun, and has its programs started by itself.
  yarn: {
    itself: ["npx", "--yes", "--package=@yarnpkg/cli-dist@4", "yarn"],
    before: "yarn init --yes",
    start: "yarn node",
  },
};

/** An empty folder, and what a reader types in it. */
export interface Folder {
  path: string;
  /** Types a line. Gives what it printed. */
  type: (line: string) => Promise<string>;
  /** What starts a program: `node`, or `yarn node`. */
  start: string;
}

/** Makes an empty folder for a reader with a package manager. */
export async function enterFolder(
  { createFolder, run }: Workshop,
  name: string,
  manager: PackageManager,
): Promise<Folder> {
  const { itself, before, start } = managers[manager];
  const path = await createFolder(`${name}-${manager}`);
  const type = (line: string): Promise<string> => {
    const [program = "", ...rest] = line.split(" ");
    return run(path, [...(program === manager ? itself : [program]), ...rest]);
  };
  if (before !== undefined) await type(before);
  return { path, type, start };
}
