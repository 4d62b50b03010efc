import { UsageError } from "./usage-error.ts";

/**
 * Runs a program of the terminal and sets its exit code: what `run` gives, or 2 with one line on
 * `stderr` where the command line was wrong.
 */
export async function runCommand(run: (argv: readonly string[]) => Promise<number>): Promise<void> {
  // Whoever reads a part only (`| head`) has seen enough.
  process.stdout.on("error", () => process.exit(0));
  process.once("SIGINT", () => process.exit(130));
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
