import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * Makes a commit of a working tree: tracked files with their changes, and files that were added. The commit is
 * on no branch. It uses a copy of the index, because somebody who works in the repository may hold the lock of
 * the real one; `git stash create` failed for that.
 *
 * @returns The commit. It is `HEAD` itself when nothing was changed.
 */
export function commitWorkingTree(root: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "index-"));
  const index = path.join(folder, "index");
  const git = (...parameters: string[]): string =>
    execFileSync("git", parameters, {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, GIT_INDEX_FILE: index },
    }).trim();
  try {
    copyFileSync(path.resolve(root, findIndex(root)), index);
    git("add", "--update", ".");
    const tree = git("write-tree");
    return tree === git("rev-parse", "HEAD^{tree}")
      ? git("rev-parse", "HEAD")
      : git("commit-tree", tree, "-p", "HEAD", "-m", "The working tree");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function findIndex(root: string): string {
  const parameters = ["rev-parse", "--git-path", "index"];
  return execFileSync("git", parameters, { cwd: root, encoding: "utf8" }).trim();
}
