import { describe, expect, it } from "vitest";
import { findDeadLinks } from "./find-dead-links.ts";
import { rewriteLinks } from "./rewrite-links.ts";

function targets(files: Record<string, string>) {
  return { exists: (file: string) => file in files, read: (file: string) => files[file] ?? "" };
}

describe("links of a README", () => {
  it.each([
    "[a](../b/README.md)",
    "[a](../b/README.md#the-key-and-downloads)",
    "[a](#own-heading)",
    "[a](https://example.com/x)",
    "```md\n[a](nowhere.md)\n```",
  ])("are alive: %s", (text) => {
    const files = {
      "packages/a/README.md": `# A\n\n${text}\n\n## Own heading\n`,
      "packages/b/README.md": "## The key, and downloads\n",
    };
    expect(findDeadLinks("packages/a/README.md", targets(files))).toEqual([]);
  });

  it.each(["nowhere.md", "../b/README.md#nothing", "#nothing", "http://example.com", "https://"])(
    "are dead: %s",
    (link) => {
      const files = { "packages/a/README.md": `[a](${link})\n`, "packages/b/README.md": "# B\n" };
      expect(findDeadLinks("packages/a/README.md", targets(files))).toEqual([
        `packages/a/README.md: ${link}`,
      ]);
    },
  );
});

it("links of a README are rewritten so that they lead to the repository, and code is left alone", () => {
  const text = [
    "[a](../emulator) [b](./docs/chat.md#x) [c](#d) [e](https://example.com)",
    "```md",
    "[a](../emulator)",
    "```",
  ].join("\n");
  expect(rewriteLinks(text, "packages/core", "https://github.com/o/r")).toBe(
    [
      "[a](https://github.com/o/r/blob/main/packages/emulator) " +
        "[b](https://github.com/o/r/blob/main/packages/core/docs/chat.md#x) [c](#d) [e](https://example.com)",
      "```md",
      "[a](../emulator)",
      "```",
    ].join("\n"),
  );
});
