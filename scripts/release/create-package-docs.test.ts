import { existsSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { readPages } from "../../docs/src/read-pages.ts";
import { publishedPackages } from "../consumers/publish-tarballs.ts";
import { createPackageDocs } from "./create-package-docs.ts";
import { isOfRepository, listLinks } from "./rewrite-links.ts";

const address = "https://example.com/some";
const guide = `# A guide

::: code-group

\`\`\`ts [AI SDK] prints=/one/
one();
\`\`\`

\`\`\`ts [LangChain] prints=/two/
two();
\`\`\`

:::

See [budgets](./b.md#a-budget), [the start](../start/langchain.md), [Hono](../start/hono.md),
[the models](../models.md) and [elsewhere](https://example.com).
`;
const pages = new Map([
  ["guides/a.md", guide],
  ["guides/b.md", "# B\n"],
  ["start/langchain.md", "# Start\n"],
  ["start/hono.md", "# Hono\n"],
]);
const exists = (file: string): boolean => pages.has(file.replace(/^docs\//, ""));

it("a package contains only its own framework's code, and links that work", () => {
  const docs = createPackageDocs("langchain", { address, pages, exists });
  expect([...docs.keys()]).toEqual(["guides/a.md", "guides/b.md", "start/langchain.md"]);
  expect(docs.get("guides/a.md")).toBe(`# A guide

\`\`\`ts
two();
\`\`\`

See [budgets](./b.md#a-budget), [the start](../start/langchain.md), [Hono](https://example.com/some/blob/main/docs/start/hono.md),
the models and [elsewhere](https://example.com).
`);
});

it("keeps all tabs of a group that has none for the package", () => {
  const install = "::: code-group\n\n```sh [npm]\na\n```\n\n```sh [Yarn]\nb\n```\n\n:::\n";
  const docs = createPackageDocs("core", {
    address,
    pages: new Map([["start/core.md", install]]),
    exists,
  });
  expect(docs.get("start/core.md")).toBe("```sh [npm]\na\n```\n\n```sh [Yarn]\nb\n```\n");
});

it.each(publishedPackages)("%s carries pages of the site whose links lead somewhere", (name) => {
  const root = path.resolve(import.meta.dirname, "../..");
  const docs = createPackageDocs(name, {
    address,
    pages: new Map(readPages().map(({ path: page, markdown }) => [page, markdown])),
    exists: (file) => existsSync(path.join(root, file)),
  });
  expect(docs.size).toBeGreaterThan(1);
  const dead = [...docs].flatMap(([page, markdown]) =>
    listLinks(markdown)
      .filter(isOfRepository)
      .map((link) => path.posix.join(path.posix.dirname(page), link).replace(/#.*/, ""))
      .filter((target) => !docs.has(target)),
  );
  expect(dead).toEqual([]);
  expect([...docs.values()].join("")).not.toMatch(/prints=|::: code-group/);
});
