import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { findMutations, type Mutation } from "./find-mutations.ts";

/** What became of the mutants of one file. */
export interface FileResult {
  /** Path within the repository. */
  file: string;
  killedCount: number;
  survivors: Mutation[];
  /** Those for which there was no time. */
  untriedCount: number;
}

/** The longest that the tests of one mutant may take; a broken loop takes for ever. */
const LONGEST_RUN_MS = 600_000;

/** Tries every mutant of a file of a copy. The file is left as it was. */
export async function runMutants(
  root: string,
  file: string,
  deadlineMs: number,
): Promise<FileResult> {
  const absolute = path.join(root, file);
  const source = await readFile(absolute, "utf8");
  const result: FileResult = { file, killedCount: 0, survivors: [], untriedCount: 0 };
  let runner: TestRunner | undefined;
  try {
    for (const mutation of findMutations(file, source)) {
      if (Date.now() > deadlineMs) {
        result.untriedCount += 1;
        continue;
      }
      runner ??= await startRunner(root, file);
      await writeFile(absolute, mutation.source);
      const outcome = await runner.run();
      if (outcome === "survived") result.survivors.push(mutation);
      else result.killedCount += 1;
      if (outcome === "stuck") runner = undefined;
    }
  } finally {
    await writeFile(absolute, source);
    runner?.stop();
  }
  return result;
}

interface TestRunner {
  run: () => Promise<"killed" | "survived" | "stuck">;
  stop: () => void;
}

async function startRunner(root: string, file: string): Promise<TestRunner> {
  const [, project = ""] = file.split("/");
  const child = fork(
    path.join(root, "scripts/mutate/test-mutants.ts"),
    [project, path.join(root, file)],
    {
      cwd: root,
      execArgv: ["--conditions=@cometapi/source"],
      // A group of its own, to end vitest's own processes with it.
      detached: true,
      stdio: "ignore",
    },
  );
  const stop = (): void => void process.kill(-(child.pid ?? 0), "SIGKILL");
  await once(child, "message");
  return {
    stop,
    run: async () => {
      child.send({});
      const isKilled = await answerOf(child);
      if (isKilled === undefined) stop();
      return isKilled === undefined ? "stuck" : isKilled ? "killed" : "survived";
    },
  };
}

/** Whether a test failed. Undefined when there is no answer. */
async function answerOf(child: ChildProcess): Promise<boolean | undefined> {
  const signal = AbortSignal.timeout(LONGEST_RUN_MS);
  try {
    const [message] = await once(child, "message", { signal });
    return message.isKilled;
  } catch (error) {
    if (!signal.aborted) throw error;
    return undefined;
  }
}
