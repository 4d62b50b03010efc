import { spawnSync } from "node:child_process";
import path from "node:path";
import { parseOptions, UsageError } from "../../apps/terminal/src/command.ts";

/** What the person asked for on the command line. */
export interface MutateArguments {
  /** The files to break, as paths within the repository. */
  files: readonly string[];
  /** How long it may take. Mutants left after that are not tried. */
  minutes: number;
  /** Only tests whose paths contain one of these are run. Empty for all. */
  tests: readonly string[];
  /** The file that gets the report. */
  reportFile: string;
}

/** The repository. */
export const root: string = path.resolve(import.meta.dirname, "../..");

const converters = ["packages/core/src/chat/apis", "packages/*/src/convert/*"];

export const helpText: string = `Breaks code on purpose, in one place at a time, and lists what no test noticed.

Usage: npm run mutate -- [options] [path…]

  --minutes <number>   how long it may take, default 120; what is not tried by then is counted
  --tests <text>       run only tests whose paths hold this text: faster, and more survives;
                       may be given several times
  --out <file>         where the report is written, default mutants.md
  --help               show this

Paths are files and folders within the repository; without one all converters are broken.
`;

/** Reads the command line. Throws a `UsageError` that names the option or the path. */
export function readArguments(argv: readonly string[]): MutateArguments {
  const { values, positionals } = parseOptions({
    args: [...argv],
    allowPositionals: true,
    options: {
      minutes: { type: "string" },
      tests: { type: "string", multiple: true },
      out: { type: "string" },
    },
  });
  const minutes = Number(values.minutes ?? "120");
  if (!(minutes > 0)) {
    throw new UsageError(`--minutes needs a number above 0, not "${values.minutes}".`);
  }
  return {
    files: [...new Set((positionals.length > 0 ? positionals : converters).flatMap(listSources))],
    minutes,
    tests: values.tests ?? [],
    reportFile: path.resolve(root, values.out ?? "mutants.md"),
  };
}

function listSources(place: string): string[] {
  const { stdout } = spawnSync("git", ["ls-files", place], { cwd: root, encoding: "utf8" });
  const files = stdout
    .split("\n")
    .filter((file) => /^(?:packages|apps)\/.+\.ts$/.test(file) && !file.endsWith(".test.ts"));
  if (files.length > 0) return files;
  throw new UsageError(
    `"${place}" holds no TypeScript to break. Name a file or folder in packages or apps.`,
  );
}
