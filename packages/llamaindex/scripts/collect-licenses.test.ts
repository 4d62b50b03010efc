import { createRequire } from "node:module";
import path from "node:path";
import { expect, it } from "vitest";
import { collectLicenses } from "./collect-licenses.ts";

const core = path.resolve(import.meta.dirname, "../../core");
const limit = createRequire(path.join(core, "package.json")).resolve("p-limit");
const queue = createRequire(limit).resolve("yocto-queue");

it("collects the licence of every package that was bundled, once", () => {
  const text = collectLicenses([queue, limit, limit.replace("index.js", "other.js")]);
  expect(text.split("\n\n---\n\n")).toEqual([
    expect.stringMatching(/^p-limit\n\nMIT License\n\nCopyright \(c\) Sindre Sorhus/),
    expect.stringMatching(/^yocto-queue\n\nMIT License\n\nCopyright \(c\) Sindre Sorhus/),
  ]);
});

it("leaves out what is ours", () => {
  expect(collectLicenses([path.join(core, "src/index.ts")])).toBe("");
});
