/** The steps of a README before its first heading. */
export interface FirstSteps {
  /** The command that installs, for each package manager. */
  installs: Partial<Record<PackageManager, string>>;
  /** The programs, in order. */
  programs: string[];
}

export type PackageManager = "npm" | "pnpm" | "yarn";

/**
 * Reads the first steps of a README: the commands that install from its `sh` blocks, and the programs from its
 * `ts` blocks.
 */
export function readFirstSteps(readme: string): FirstSteps {
  const [beginning = ""] = readme.split(/^## /m);
  const blocks = (language: string): string[] =>
    [...beginning.matchAll(/^```(\w+)\n(.*?)^```$/gms)].flatMap(([, own, text = ""]) =>
      own === language ? [text] : [],
    );
  const lines = blocks("sh").flatMap((block) => block.split("\n"));
  const install = (start: string): string | undefined =>
    lines.find((line) => line.startsWith(start));
  const installs = {
    npm: install("npm install "),
    pnpm: install("pnpm add "),
    yarn: install("yarn add "),
  };
  return {
    installs: Object.fromEntries(Object.entries(installs).filter(([, line]) => line !== undefined)),
    programs: blocks("ts"),
  };
}
