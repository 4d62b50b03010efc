import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { commitWorkingTree } from "./commit-working-tree.ts";

let root = "";
const git = (...parameters: string[]): string =>
  execFileSync("git", parameters, { cwd: root, encoding: "utf8" }).trim();
const write = (file: string, text: string): void => writeFileSync(path.join(root, file), text);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "repository-"));
  git("init", "--quiet");
  git("config", "user.name", "Someone");
  git("config", "user.email", "someone@example.com");
  write("a.txt", "before");
  git("add", ".");
  git("commit", "--quiet", "--message", "First");
});
afterEach(() => rmSync(root, { recursive: true }));

it("holds files that were changed or added, and no untracked ones", () => {
  write("a.txt", "after");
  write("b.txt", "new");
  git("add", "b.txt");
  write("c.txt", "unknown");
  const commit = commitWorkingTree(root);
  expect(git("show", `${commit}:a.txt`)).toBe("after");
  expect(git("ls-tree", "--name-only", commit)).toBe("a.txt\nb.txt");
  expect(git("status", "--short")).toBe("M a.txt\nA  b.txt\n?? c.txt");
});

it("is HEAD when nothing was changed", () => {
  expect(commitWorkingTree(root)).toBe(git("rev-parse", "HEAD"));
});

it("can be made while somebody else holds the lock of the index", () => {
  write("a.txt", "after");
  write(".git/index.lock", "");
  expect(git("show", `${commitWorkingTree(root)}:a.txt`)).toBe("after");
});
