import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { findDeadLinks } from "./find-dead-links.ts";

const root = path.resolve(import.meta.dirname, "../..");
// The pages of the documentation are checked when they are built.
const documents = globSync(["*.md", "{packages,apps}/*/*.md", "packages/*/{docs,skills}/**/*.md"], {
  cwd: root,
  exclude: (name) => name === "node_modules",
}).map((file) => file.split(path.sep).join("/"));

it("knows the documents", () => {
  expect(documents).toEqual(expect.arrayContaining(["README.md", "packages/core/README.md"]));
});

it.each(documents)("%s has no link that leads nowhere", (document) => {
  const targets = {
    exists: (file: string) => existsSync(path.join(root, file)),
    read: (file: string) => readFileSync(path.join(root, file), "utf8"),
  };
  expect(findDeadLinks(document, targets)).toEqual([]);
});
