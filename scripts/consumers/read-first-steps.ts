/** What a README asks its reader to do before its first heading. */
export interface FirstSteps {
  /** The line that installs, for each package manager. */
  installs: Partial<Record<PackageManager, string>>;
  /** The programs, in their order. */
  programs: string[];
}

export type PackageManager = "npm" | "pnpm" | "yarn";

/** Reads the first steps out of a README: `sh` blocks with lines that install, and `ts` blocks. */
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
