import { type CommandLine, endWithMistake, readCommandLine } from "./read-command-line.ts";

/** A program of the terminal. */
export interface Command<Arguments> extends CommandLine<Arguments> {
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
export async function runCommand<Arguments>({
  run,
  ...commandLine
}: Command<Arguments>): Promise<void> {
  // A reader such as `| head` closes the output when it has read enough. That is no failure.
  process.stdout.on("error", () => process.exit(0));
  process.once("SIGINT", () => process.exit(130));
  const given = readCommandLine(commandLine);
  try {
    process.exitCode = await run(given);
  } catch (error) {
    endWithMistake(error);
  }
}
