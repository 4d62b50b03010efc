import { UsageError } from "./usage-error.ts";

/** A program of the terminal. */
export interface Command<Arguments extends { wantsHelp: boolean }> {
  /** What `--help` prints. */
  helpText: string;
  /** @throws UsageError for a command line that is wrong. */
  readArguments: (argv: readonly string[]) => Arguments;
  /**
   * Does the work and returns the exit code.
   *
   * @throws UsageError where an argument turns out to be wrong later.
   */
  run: (given: Arguments) => Promise<number>;
}

/**
 * Runs a program of the terminal and sets its exit code: what `run` returns, or 2 with one line on `stderr` where
 * the command line was wrong.
 */
export async function runCommand<Arguments extends { wantsHelp: boolean }>({
  helpText,
  readArguments,
  run,
}: Command<Arguments>): Promise<void> {
  // A reader that closes the output early, as `| head` does, wants no more of it.
  process.stdout.on("error", () => process.exit(0));
  process.once("SIGINT", () => process.exit(130));
  try {
    const given = readArguments(process.argv.slice(2));
    if (given.wantsHelp) process.stdout.write(helpText);
    else process.exitCode = await run(given);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
