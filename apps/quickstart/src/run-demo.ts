import { spawn } from "node:child_process";
import path from "node:path";

/** What a run of the demo left behind. */
export interface DemoRun {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the demo as a process of its own that inherits nothing but PATH. For tests. */
export async function runDemo(
  argv: readonly string[],
  environment: Record<string, string> = {},
): Promise<DemoRun> {
  const main = path.join(import.meta.dirname, "main.ts");
  const child = spawn(process.execPath, ["--conditions=@cometapi/source", main, ...argv], {
    env: { PATH: process.env["PATH"], ...environment },
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (output.stdout += chunk));
  child.stderr.on("data", (chunk) => (output.stderr += chunk));
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { exitCode, ...output };
}
