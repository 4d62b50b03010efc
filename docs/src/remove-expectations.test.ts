import { readFile } from "node:fs/promises";
import path from "node:path";
import { createFolder } from "@cometapi/testing/programs";
import { expect, it } from "vitest";
import { removeExpectations } from "./remove-expectations.ts";

it("keeps the language and the label of a block, and removes what it has to print", async () => {
  const folder = createFolder({
    "page.md": "```ts [AI SDK] prints=/17.3/\ncode prints=/1/\n```\n",
  });
  await removeExpectations(folder);
  expect(await readFile(path.join(folder, "page.md"), "utf8")).toBe(
    "```ts [AI SDK]\ncode prints=/1/\n```\n",
  );
});
