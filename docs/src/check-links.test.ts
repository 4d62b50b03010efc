import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { checkLinks } from "./check-links.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "site-"));
  await writeFile(path.join(folder, "other.html"), '<h2 id="there">There</h2>');
});
afterEach(() => rm(folder, { recursive: true }));

async function findBroken(...hrefs: string[]): Promise<string[]> {
  const links = hrefs.map((href) => `<a class="x" href="${href}">x</a>`).join("\n");
  await writeFile(path.join(folder, "index.html"), `<h1 id="top">Top</h1>${links}`);
  return (await checkLinks(folder)).broken;
}

it("finds no fault with pages, headings, files and addresses elsewhere", async () => {
  const good = ["/other", "other.html#there", "#top", "/", "https://example.com/a?b&amp;c"];
  expect(await findBroken(...good)).toEqual([]);
});

it("finds a page, a heading and an address that do not exist", async () => {
  expect(await findBroken("/gone", "/other#gone", "#gone", "https://")).toEqual([
    "index.html: /gone",
    "index.html: /other#gone",
    "index.html: #gone",
    "index.html: https://",
  ]);
});
