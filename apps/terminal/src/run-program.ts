import { spawn } from "node:child_process";

/** What a run of a program left behind. */
export interface ProgramRun {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program as a process of its own that inherits nothing but PATH. For tests. */
export async function runProgram(
  main: string,
  argv: readonly string[],
  {
    environment = {},
    input,
    isClosedEarly = false,
  }: {
    environment?: Record<string, string>;
    /** What the person types. Without it nothing is there to read. */
    input?: string;
    /** Reads the first piece of the output and no more, as `| head -1` does. */
    isClosedEarly?: boolean;
  } = {},
): Promise<ProgramRun> {
  const child = spawn(process.execPath, ["--conditions=@cometapi/source", main, ...argv], {
    env: { PATH: process.env["PATH"], ...environment },
  });
  // A program that has ended reads no more.
  child.stdin.on("error", () => {});
  child.stdin.end(input ?? "");
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => {
    output.stdout += chunk;
    if (isClosedEarly) child.stdout.destroy();
  });
  child.stderr.on("data", (chunk) => (output.stderr += chunk));
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { exitCode, ...output };
}
