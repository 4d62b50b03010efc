import { createFolder } from "@cometapi/testing/programs";
import { expect, it } from "vitest";
import { checkLinks } from "./check-links.ts";

async function findBroken(...hrefs: string[]): Promise<string[]> {
  const links = hrefs.map((href) => `<a class="x" href="${href}">x</a>`).join("\n");
  const folder = createFolder({
    "index.html": `<h1 id="top">Top</h1>${links}`,
    "other.html": '<h2 id="there">There</h2>',
  });
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
