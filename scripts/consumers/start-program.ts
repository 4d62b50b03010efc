import { spawn } from "node:child_process";
import { once } from "node:events";

/** A program that does not end by itself. */
export interface Program {
  /** What it has printed so far, on stdout and stderr. */
  printed: () => string;
  /** Whether it has ended by itself. */
  hasEnded: () => boolean;
  /** Ends it and all processes that it started. */
  stop: () => Promise<void>;
}

/** Starts a program in a folder. */
export function startProgram(
  folder: string,
  [program = "", ...programArguments]: readonly string[],
  env: NodeJS.ProcessEnv,
): Program {
  let printed = "";
  const child = spawn(program, programArguments, {
    cwd: folder,
    env,
    // Detached, it leads a process group, and all processes of the group can be ended with it.
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const keep = (chunk: Buffer): void => void (printed += chunk.toString());
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const ended = once(child, "exit");
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  return {
    printed: () => printed,
    hasEnded,
    async stop() {
      if (!hasEnded() && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      await ended;
    },
  };
}
