import { parseOptions } from "@cometapi/terminal/command";

/** What the person asked for on the command line. */
export interface BenchmarkArguments {
  isQuick: boolean;
  /** Parts of the names of the lines to measure; empty for all. */
  only: readonly string[];
  wantsJSON: boolean;
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

/** Reads the command line. Throws a `UsageError` that says what is wrong. */
export function readArguments(argv: readonly string[]): BenchmarkArguments {
  const { values } = parseOptions({
    args: [...argv],
    options: {
      quick: { type: "boolean" },
      only: { type: "string", multiple: true },
      json: { type: "boolean" },
    },
  });
  return {
    isQuick: values.quick ?? false,
    only: values.only ?? [],
    wantsJSON: values.json ?? false,
  };
}
