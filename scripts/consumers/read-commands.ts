import type { Page } from "../../docs/src/read-pages.ts";
import type { PackageManager } from "./read-first-steps.ts";

/** The name of each package manager's tab on the pages, and its command that adds a package. */
const managers: Record<PackageManager, { tab: string; add: string }> = {
  npm: { tab: "npm", add: "npm install" },
  pnpm: { tab: "pnpm", add: "pnpm add" },
  yarn: { tab: "Yarn", add: "yarn add" },
};

/** The commands of a page for one package manager. */
export interface Commands {
  /** The commands that create a project and install, in order. */
  setup: string[];
  /** The `curl` command that asks the page's server. */
  curl: string | undefined;
}

/**
 * Reads the commands of a page: those in the tab of the package manager, those that install where there are no
 * tabs, and those within a sentence. `npm install zod` within a sentence becomes the command of the given
 * package manager.
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
