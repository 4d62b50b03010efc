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

it("accepts links to pages, headings, files and other sites", async () => {
  const good = ["/other", "other.html#there", "#top", "/", "https://example.com/a?b&amp;c"];
  expect(await findBroken(...good)).toEqual([]);
});

it("reports a page and a heading that do not exist, and an address that is not valid", async () => {
  expect(await findBroken("/gone", "/other#gone", "#gone", "https://")).toEqual([
    "index.html: /gone",
    "index.html: /other#gone",
    "index.html: #gone",
    "index.html: https://",
  ]);
});
