import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

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
  // A commit of the changes that no branch and no list of stashes knows; empty when there are none.
  const changes = git("stash", "create");
  git("worktree", "add", "--quiet", "--detach", copy, changes === "" ? "HEAD" : changes);
  process.on("exit", () => {
    git("worktree", "remove", "--force", copy);
    rmSync(folder, { recursive: true });
  });
  execFileSync("node", ["scripts/with-toolchain.mjs", "true"], { cwd: copy, stdio: "ignore" });
  return copy;
}
