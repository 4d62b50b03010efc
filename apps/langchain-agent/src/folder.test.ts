import { symlinkSync } from "node:fs";
import path from "node:path";
import { UsageError } from "@cometapi/terminal";
import { createFolder } from "@cometapi/testing/programs";
import { expect, it } from "vitest";
import { readFolder, searchFiles } from "./folder.ts";

it("reads text files, except hidden, ignored, linked, binary or huge ones", async () => {
  const outside = createFolder({ "secret.md": "Not to be read." });
  const folder = createFolder({
    "a.md": "Ferry",
    "deep/b.txt": "Inn\r\nBed",
    ".env": "KEY=1",
    "node_modules/x/readme.md": "Foreign",
    "picture.png": new Uint8Array([0x89, 0x50, 0, 0xff]),
    "huge.txt": "x".repeat(1_000_001),
  });
  symlinkSync(path.join(outside, "secret.md"), path.join(folder, "link.md"));
  symlinkSync(outside, path.join(folder, "linked"));
  expect(await readFolder(folder)).toEqual([
    { path: "a.md", lines: ["Ferry"] },
    { path: "deep/b.txt", lines: ["Inn", "Bed"] },
  ]);
});

it.each([
  [
    "no such folder",
    (folder: string) => path.join(folder, "nothing"),
    /There is no folder .*nothing/,
  ],
  ["a file", (folder: string) => path.join(folder, "a.bin"), /a\.bin is a file/],
  ["a folder without text", (folder: string) => folder, /There are no text files in/],
])("says what is wrong with %s", async (_what, choose, message) => {
  const folder = createFolder({ "a.bin": new Uint8Array([0, 0xff]) });
  const failure = await readFolder(choose(folder)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UsageError);
  expect(String(failure)).toMatch(message);
});

it("finds paragraphs by rare words first, with the line on which they begin", () => {
  const files = [
    { path: "a.md", lines: ["# The island", "", "The ferry leaves", "the island at nine."] },
    { path: "b.md", lines: ["The island has an inn."] },
  ];
  expect(searchFiles(files, "When does the ferry leave the island?")[0]).toEqual({
    path: "a.md",
    line: 3,
    text: "The ferry leaves\nthe island at nine.",
  });
  expect(searchFiles(files, "island", 2)).toHaveLength(2);
  expect(searchFiles(files, "volcano")).toEqual([]);
});
