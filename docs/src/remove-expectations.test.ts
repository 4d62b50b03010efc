import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { removeExpectations } from "./remove-expectations.ts";

it("leaves the language and the label of a block, and not what it has to print", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "site-"));
  const file = path.join(folder, "page.md");
  await writeFile(file, "```ts [AI SDK] prints=/17.3/\ncode prints=/1/\n```\n");
  await removeExpectations(folder);
  expect(await readFile(file, "utf8")).toBe("```ts [AI SDK]\ncode prints=/1/\n```\n");
  await rm(folder, { recursive: true });
});
