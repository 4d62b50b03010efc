import { spawn } from "node:child_process";

/** How a program ended, and what it printed. */
export interface ProgramRun {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** How a program is run. */
export interface ProgramRunOptions {
  /** Variables besides PATH, which is the only one that is inherited. */
  environment?: Record<string, string>;
  /** What the person types. Default: nothing. */
  input?: string;
  /** Whether the output is closed after its first piece, as `| head -1` does. Default false. */
  closesEarly?: boolean;
}

/** Runs a program in a process of its own. Packages are loaded from their sources. */
export async function runProgram(
  main: string,
  argv: readonly string[],
  { environment = {}, input = "", closesEarly = false }: ProgramRunOptions = {},
): Promise<ProgramRun> {
  const child = spawn(process.execPath, ["--conditions=@cometapi/source", main, ...argv], {
    env: { PATH: process.env["PATH"], ...environment },
  });
  // Writing to a program that has ended is an error that does not matter here.
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    output.stdout += chunk;
    if (closesEarly) child.stdout.destroy();
  });
  child.stderr.on("data", (chunk) => (output.stderr += chunk));
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { exitCode, ...output };
}
