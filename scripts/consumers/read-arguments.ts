import type { Page } from "../../docs/src/read-pages.ts";
import { parseOptions, UsageError } from "../../apps/terminal/src/command.ts";
import { listPagesOfOthers, listStartPages } from "./check-pages.ts";
import { type Consumer, consumers } from "./consumers.ts";
import type { PackageManager } from "./read-first-steps.ts";

/** What is to be checked with the packed packages. */
export interface ConsumerChecks {
  managers: readonly PackageManager[];
  /** Whether the first steps of the packages' READMEs are followed. */
  followsReadmes: boolean;
  pages: readonly Page[];
  consumers: readonly Consumer[];
}

export const helpText: string = `Publishes the packages to a registry on this machine and uses them as others would.

Usage: npm run check:consumer -- [options]

  --all              the READMEs, the Start pages and all consumers, with npm, pnpm and Yarn
  --only <pattern>   only the pages and consumers whose names fit this regular expression, with npm;
                     with --all on all three
  --works-with       only the pages about frameworks that the repository does not install
  --help             show this

Without an option it follows the READMEs on npm and takes the quick consumers.
`;

const managers = ["npm", "pnpm", "yarn"] as const;

/** Reads the command line. Throws a `UsageError` that names the option. */
export function readArguments(argv: readonly string[]): ConsumerChecks {
  const { values } = parseOptions({
    args: [...argv],
    options: {
      all: { type: "boolean", default: false },
      only: { type: "string" },
      "works-with": { type: "boolean", default: false },
    },
  });
  const { all, only } = values;
  const none = { managers: all ? managers : ["npm" as const], followsReadmes: false };
  if (values["works-with"]) {
    if (all || only !== undefined) throw new UsageError("--works-with takes no other option.");
    return { ...none, pages: listPagesOfOthers(), consumers: [] };
  }
  if (only !== undefined) return { ...none, ...choose(only) };
  return {
    ...none,
    followsReadmes: true,
    pages: all ? listStartPages() : [],
    consumers: all ? consumers : consumers.filter(({ isQuick }) => isQuick === true),
  };
}

function choose(only: string): Pick<ConsumerChecks, "pages" | "consumers"> {
  const pattern = parsePattern(only);
  const pages = listStartPages();
  const chosen = {
    pages: pages.filter(({ path }) => pattern.test(path)),
    consumers: consumers.filter(({ name }) => pattern.test(name)),
  };
  if (chosen.pages.length + chosen.consumers.length > 0) return chosen;
  const names = [...pages.map(({ path }) => path), ...consumers.map(({ name }) => name)];
  throw new UsageError(`--only "${only}" fits no page and no consumer of ${names.join(", ")}.`);
}

function parsePattern(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch {
    throw new UsageError(`--only needs a regular expression, not "${text}".`);
  }
}
