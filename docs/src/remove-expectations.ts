import { globSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/** Removes `prints=/…/`, which is for the tests, from the Markdown of a built site. */
export async function removeExpectations(folder: string): Promise<void> {
  const files = globSync("**/*.{md,txt}", { cwd: folder }).map((file) => path.join(folder, file));
  await Promise.all(
    files.map(async (file) => {
      const markdown = await readFile(file, "utf8");
      await writeFile(file, markdown.replaceAll(/^(`{3,}.*?) prints=\/.*\/$/gm, "$1"));
    }),
  );
}
