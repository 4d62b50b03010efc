import { writeSync } from "node:fs";
import { UsageError } from "./usage-error.ts";

/** How a program reads its command line. */
export interface CommandLine<Arguments> {
  /** What `--help` prints. */
  helpText: string;
  /** @throws UsageError for a command line that is wrong. */
  readArguments: (argv: readonly string[]) => Arguments;
}

/**
 * The arguments of this process. Ends the process instead where there is nothing to do: with the help text for `--help`,
 * with one line on `stderr` and exit code 2 for a command line that is wrong.
 */
export function readCommandLine<Arguments>({
  helpText,
  readArguments,
}: CommandLine<Arguments>): Arguments {
  const argv = process.argv.slice(2);
  if (argv.includes("--help") || argv.includes("-h")) endProcess(helpText, 0);
  try {
    return readArguments(argv);
  } catch (error) {
    return endWithMistake(error);
  }
}

/** Prints a `UsageError` in one line and ends the process with exit code 2. Throws every other error again. */
export function endWithMistake(error: unknown): never {
  if (!(error instanceof UsageError)) throw error;
  return endProcess(`${error.message}\n`, 2);
}

function endProcess(text: string, exitCode: 0 | 2): never {
  // `process.exit` does not wait for text that a stream still holds.
  writeSync(exitCode === 0 ? process.stdout.fd : process.stderr.fd, text);
  return process.exit(exitCode);
}
