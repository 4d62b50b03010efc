import path from "node:path";
import { type ProgramRun, runProgram } from "@cometapi/testing/programs";

/** Runs the demo in a process of its own. */
export function runDemo(
  argv: readonly string[],
  environment: Record<string, string> = {},
): Promise<ProgramRun> {
  return runProgram(path.join(import.meta.dirname, "../src/main.ts"), argv, { environment });
}
