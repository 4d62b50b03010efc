import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";

const root = path.dirname(import.meta.dirname);
const packages = globSync("packages/*/src/version.ts", { cwd: root }).map(
  (file) => file.split(path.sep)[1] ?? "",
);

it("finds the packages that have a version in their sources", () => {
  expect(packages).toEqual(expect.arrayContaining(["ai-sdk-provider", "core", "emulator"]));
});

it.each(packages)("the version %s names is that of its manifest", async (name) => {
  const folder = path.join(root, "packages", name);
  const { version }: { version: string } = JSON.parse(
    readFileSync(path.join(folder, "package.json"), "utf8"),
  );
  const source: object = await import(path.join(folder, "src/version.ts"));
  expect(Object.values(source)).toEqual([version]);
});

it("writes the version of the manifest into the source and changes nothing else", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "write-versions-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const own = path.join(folder, "packages/a");
  mkdirSync(path.join(own, "src"), { recursive: true });
  writeFileSync(path.join(own, "package.json"), '{ "version": "1.2.3-beta.1" }');
  writeFileSync(
    path.join(own, "src/version.ts"),
    '/** Ours. */\nexport const VERSION = "0.1.0";\n',
  );
  execFileSync(process.execPath, [path.join(import.meta.dirname, "write-versions.mjs"), folder]);
  expect(readFileSync(path.join(own, "src/version.ts"), "utf8")).toBe(
    '/** Ours. */\nexport const VERSION = "1.2.3-beta.1";\n',
  );
});
