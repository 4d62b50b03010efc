import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { publishedPackages } from "../consumers/publish-tarballs.ts";
import { checkManifest } from "./check-manifest.ts";
import { createManifestFields } from "./create-manifest-fields.ts";

const repository = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => JSON.parse(readFileSync(path.join(repository, file), "utf8"));

const root = {
  author: "Someone",
  bugs: "https://github.com/someone/some/issues",
  homepage: "https://example.com",
  keywords: ["common"],
  license: "Apache-2.0",
  repository: { type: "git", url: "git+https://github.com/someone/some.git" },
};
const directory = "packages/a";
const manifest = {
  name: "a",
  version: "1.0.0",
  description: "A package",
  engines: { node: ">=22.12" },
  exports: "./index.js",
  files: ["dist"],
  type: "module",
  ...createManifestFields(root, directory, ["x", "y", "z"]),
};

describe("a manifest", () => {
  it("is right with every field, and with the root's values where the root has them", () => {
    expect(checkManifest(manifest, root, directory)).toEqual([]);
  });

  it.each(["description", "engines", "files"])("is wrong without %s", (field) => {
    const problems = checkManifest({ ...manifest, [field]: undefined }, root, directory);
    expect(problems).toEqual([`packages/a/package.json has no \`${field}\`.`]);
  });

  it.each(["author", "bugs", "repository", "homepage", "publishConfig"])(
    "is wrong when %s is missing, and says how it is written",
    (field) => {
      const [problem] = checkManifest({ ...manifest, [field]: undefined }, root, directory);
      expect(problem).toContain(`\`${field}\` has to be`);
      expect(problem).toContain("npm run write:manifests");
    },
  );

  it("is wrong with the directory of another package, because npm links to it", () => {
    expect(checkManifest(manifest, root, "packages/b")).toHaveLength(1);
  });

  it("is wrong with too few keywords", () => {
    const few = { ...manifest, keywords: ["common", "x"] };
    expect(checkManifest(few, root, directory)).toEqual([
      "packages/a/package.json has fewer than 3 `keywords` of its own.",
    ]);
  });
});

it.each(publishedPackages)("%s has the manifest that the root's asks for", (name) => {
  const own = `packages/${name}`;
  const found = read(`${own}/package.json`);
  expect(checkManifest(found, read("package.json"), own)).toEqual([]);
  expect(found.scripts.prepublishOnly).toBe("node ../../scripts/release/refuse-direct-publish.mjs");
});
