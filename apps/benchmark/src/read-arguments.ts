import { parseArgs } from "node:util";

/** What the person asked for on the command line. */
export interface BenchmarkArguments {
  isQuick: boolean;
  /** Parts of the names of the lines to measure; empty for all. */
  only: readonly string[];
  wantsJSON: boolean;
  wantsHelp: boolean;
}

/** A mistake on the command line, in one line. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
}

export const helpText: string = `What CometAPI's adapters cost next to what one would pick instead.

Usage: pnpm bench [options]

  --quick         the lines that matter most, fewer rounds: under three minutes
  --only <text>   only lines whose name has this in it, e.g. langchain or "ai-sdk stream text";
                  may be given several times
  --json          print every sample as JSON instead of tables
  --help          show this

Builds the packages first where they are not. A run without --quick and --only takes about twenty
minutes and renews the report and the chart in apps/benchmark/results.
`;

/** Reads the command line. Throws a {@link UsageError} that says what is wrong. */
export function readArguments(argv: readonly string[]): BenchmarkArguments {
  const values = parse(argv);
  return {
    isQuick: values.quick ?? false,
    only: values.only ?? [],
    wantsJSON: values.json ?? false,
    wantsHelp: values.help ?? false,
  };
}

function parse(argv: readonly string[]): ReturnType<typeof parseOptions> {
  try {
    return parseOptions(argv);
  } catch (error) {
    // Node's own words are exact, but go on with advice about positional arguments.
    const [sentence = ""] = (error instanceof Error ? error.message : String(error)).split(". ");
    throw new UsageError(`${sentence.replace(/\.$/, "")}. Try --help.`);
  }
}

function parseOptions(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    options: {
      quick: { type: "boolean" },
      only: { type: "string", multiple: true },
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  }).values;
}
