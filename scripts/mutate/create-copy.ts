import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A copy of the working tree in which files may be broken. */
export interface Copy {
  root: string;
  remove: () => void;
}

/** Copies what git knows of the working tree, changes included, and installs what it depends on. */
export function createCopy(root: string): Copy {
  const git = (...parameters: string[]): string =>
    execFileSync("git", parameters, { cwd: root, encoding: "utf8" }).trim();
  const copy = path.join(mkdtempSync(path.join(tmpdir(), "mutants-")), "copy");
  // A commit of the changes that no branch and no list of stashes knows; empty when there are none.
  const changes = git("stash", "create");
  git("worktree", "add", "--quiet", "--detach", copy, changes === "" ? "HEAD" : changes);
  execFileSync("node", ["scripts/with-toolchain.mjs", "true"], { cwd: copy, stdio: "ignore" });
  return { root: copy, remove: () => git("worktree", "remove", "--force", copy) };
}
