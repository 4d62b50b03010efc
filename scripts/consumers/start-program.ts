import { spawn } from "node:child_process";
import { once } from "node:events";

/** A program that does not end by itself. */
export interface Program {
  /** What it printed so far, on both channels. */
  printed: () => string;
  /** Whether it ended nevertheless. */
  hasEnded: () => boolean;
  /** Ends it and what it started. */
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
    // A group of its own, so that what it starts ends with it.
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
