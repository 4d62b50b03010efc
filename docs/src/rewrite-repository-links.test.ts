import path from "node:path";
import { expect, it } from "vitest";
import { docsFolder } from "./read-pages.ts";
import { findRepositoryFile } from "./rewrite-repository-links.ts";

const page = path.join(docsFolder, "guides/emulator.md");

it("gives the path within the repository of a file that is not a page", () => {
  const file = "packages/emulator/README.md";
  expect(findRepositoryFile(`../../${file}`, page)).toBe(file);
  expect(findRepositoryFile(`../../${file}#faults`, page)).toBe(file);
});

it.each(["./fallback.md", "../start/index.md", "https://example.com", "#a-test"])(
  "leaves %s to the site",
  (href) => {
    expect(findRepositoryFile(href, page)).toBeUndefined();
  },
);

it("refuses a file that does not exist", () => {
  expect(() => findRepositoryFile("../../packages/gone.md", page)).toThrow(/gone\.md.*not exist/);
});
