import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { commitWorkingTree } from "./commit-working-tree.ts";

/**
 * Copies the working tree without untracked files, and installs the dependencies of the copy.
 *
 * @param name The beginning of the folder's name.
 * @returns The root of the copy. The copy is removed when the process ends.
 */
export function createCopy(root: string, name: string): string {
  const git = (...parameters: string[]): string =>
    execFileSync("git", parameters, { cwd: root, encoding: "utf8" }).trim();
  const folder = mkdtempSync(path.join(tmpdir(), `${name}-`));
  const copy = path.join(folder, "copy");
  git("worktree", "add", "--quiet", "--detach", copy, commitWorkingTree(root));
  // A signal would end the process without calling the exit handler, and the copy would stay.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  process.on("exit", () => {
    git("worktree", "remove", "--force", copy);
    rmSync(folder, { recursive: true });
  });
  execFileSync("node", ["scripts/with-toolchain.mjs", "true"], { cwd: copy, stdio: "ignore" });
  return copy;
}
