import { expect, it } from "vitest";
import { checkContents } from "./check-contents.ts";

const files = [
  "package.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "dist/index.js",
  "dist/index.cjs",
  "dist/cometapi-bill.js",
  "dist/chunk-a1.js.map",
  "src/index.ts",
  "src/config/resolve.ts",
  "docs/guides/four-apis.md",
  "docs/troubleshooting.md",
];

it("a tarball may contain what is on its list", () => {
  expect(checkContents("core", files)).toEqual([]);
});

it.each([".env", "notes.txt", "dist/report.html", "node_modules/a/index.js", "src/data.json"])(
  "%s should not be in a tarball",
  (file) => {
    expect(checkContents("core", [...files, file])).toContain(
      `@cometapi/core holds ${file}, which is not on its list.`,
    );
  },
);

it.each(["src/index.test.ts", "src/a/types.test-d.ts"])(
  "%s is only for the repository, not for a tarball",
  (file) => {
    expect(checkContents("core", [...files, file])).toEqual([
      `@cometapi/core holds ${file}, which only the repository needs.`,
    ]);
  },
);

it("the emulator's examples are tests", () => {
  const cli = ["dist/cli.js", "docs/guides/emulator.md"];
  const own = [...files.slice(0, 5), ...cli, "examples/vitest.test.ts"];
  expect(checkContents("emulator", own)).toEqual([]);
});

it("a tarball without a file that it needs is reported", () => {
  expect(checkContents("core", files.slice(1))).toEqual(["@cometapi/core has no package.json."]);
});

it("a package without a list is not published", () => {
  expect(checkContents("new", files)).toEqual(["There is no list of what @cometapi/new may hold."]);
});
