import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { commitWorkingTree } from "./commit-working-tree.ts";

/**
 * Copies what git knows of the working tree, changes included, and installs what it depends on.
 *
 * @param name What the folder's name begins with.
 * @returns The copy's root. It is removed when the process ends.
 */
export function createCopy(root: string, name: string): string {
  const git = (...parameters: string[]): string =>
    execFileSync("git", parameters, { cwd: root, encoding: "utf8" }).trim();
  const folder = mkdtempSync(path.join(tmpdir(), `${name}-`));
  const copy = path.join(folder, "copy");
  git("worktree", "add", "--quiet", "--detach", copy, commitWorkingTree(root));
  // A signal ends a process without its exit handlers, and the copy would stay among the worktrees.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  process.on("exit", () => {
    git("worktree", "remove", "--force", copy);
    rmSync(folder, { recursive: true });
  });
  execFileSync("node", ["scripts/with-toolchain.mjs", "true"], { cwd: copy, stdio: "ignore" });
  return copy;
}
