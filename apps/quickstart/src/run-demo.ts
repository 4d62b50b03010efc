import path from "node:path";
import { type ProgramRun, runProgram } from "@cometapi/terminal";

/** Runs the demo as a process of its own. For tests. */
export function runDemo(
  argv: readonly string[],
  environment: Record<string, string> = {},
): Promise<ProgramRun> {
  return runProgram(path.join(import.meta.dirname, "main.ts"), argv, { environment });
}
