import type { Page } from "../../docs/src/read-pages.ts";
import type { PackageManager } from "./read-first-steps.ts";

/** What the tabs of the pages are called, and how each adds a package. */
const managers: Record<PackageManager, { tab: string; add: string }> = {
  npm: { tab: "npm", add: "npm install" },
  pnpm: { tab: "pnpm", add: "pnpm add" },
  yarn: { tab: "Yarn", add: "yarn add" },
};

/** What a page tells a reader with a package manager to type. */
export interface Commands {
  /** The lines that make a project and install, in their order. */
  setup: string[];
  /** A question to the page's server, for a shell. */
  curl: string | undefined;
}

/**
 * Reads what a page tells its reader to type: the tab of the package manager, or the lines that install
 * where there are no tabs, and what stands within a sentence. `npm install zod` there means the same on each.
 */
export function readCommands({ markdown }: Page, manager: PackageManager): Commands {
  const { tab, add } = managers[manager];
  const blocks = [...markdown.matchAll(/^```sh(?: \[(.+)\])?\n([^]*?)^```$/gm)].map(
    ([, name, text = ""]) => ({ name, lines: text.trim().split("\n") }),
  );
  const typed = blocks.flatMap(({ name, lines }) =>
    name === tab ? lines : lines.filter((line) => name === undefined && line.startsWith(`${add} `)),
  );
  const within = [...markdown.matchAll(/[^`]`npm install ([^`]+)`/g)];
  return {
    setup: [...typed, ...within.map(([, packages]) => `${add} ${packages}`)],
    curl: blocks.find(({ lines }) => lines[0]?.startsWith("curl "))?.lines.join("\n"),
  };
}
