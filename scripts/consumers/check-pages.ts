import { writeFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import path from "node:path";
import { extractCodeBlocks } from "../../docs/src/extract-code-blocks.ts";
import { type Page, pagesOfOthers, readPages } from "../../docs/src/read-pages.ts";
import type { Outcome } from "./check-consumers.ts";
import { enterFolder } from "./enter-folder.ts";
import type { Workshop } from "./open-workshop.ts";
import type { PackageManager } from "./read-first-steps.ts";

const adds: Record<PackageManager, string> = {
  npm: "npm install ",
  pnpm: "pnpm add ",
  yarn: "yarn add ",
};

/** The pages of the documentation that begin with a line that installs and a program. */
export function listStartPages(): Page[] {
  return readPages().filter(
    (page) => page.path.startsWith("start/") && findPrograms(page).length > 0,
  );
}

/** The pages about frameworks that the repository does not install. */
export function listPagesOfOthers(): Page[] {
  return readPages().filter((page) => pagesOfOthers.includes(page.path));
}

/**
 * Follows pages of the documentation to the letter: an empty folder, every line that installs, then each
 * program that has to print something, as JavaScript.
 */
export async function* checkPages(
  workshop: Workshop,
  pages: readonly Page[],
  manager: PackageManager,
): AsyncGenerator<Outcome> {
  for (const page of pages) {
    const adapter = /@cometapi\/([\w-]+)/.exec(page.markdown)?.[1] ?? "core";
    const names = { consumer: `${page.path} on ${manager}`, adapter };
    yield await follow(workshop, page, manager).then(
      (note) => ({ ...names, note }),
      (error: unknown) => ({ ...names, note: "", problem: String(error) }),
    );
  }
}

async function follow(workshop: Workshop, page: Page, manager: PackageManager): Promise<string> {
  const installs = findInstalls(page, manager);
  const programs = findPrograms(page);
  if (installs.length === 0) throw new Error(`No line of the page installs with ${manager}.`);
  const name = page.path.replaceAll(/[/.]/g, "-");
  const { path: folder, type, start } = await enterFolder(workshop, name, manager);
  for (const line of installs) await type(line);
  for (const [index, { code, printed }] of programs.entries()) {
    const file = `program-${index}.mjs`;
    await writeFile(path.join(folder, file), stripTypeScriptTypes(code));
    const output = await type(`${start} ${file}`);
    if (printed?.test(output) !== true) throw new Error(`${file} printed: ${output}`);
  }
  return `${programs.length} programs`;
}

/** Lines of blocks, and what stands within a sentence: `npm install zod` means the same on each. */
function findInstalls({ markdown }: Page, manager: PackageManager): string[] {
  const lines = markdown.split("\n").filter((line) => line.startsWith(adds[manager]));
  const within = [...markdown.matchAll(/[^`]`npm install ([^`]+)`/g)];
  return [...lines, ...within.map(([, packages = ""]) => adds[manager] + packages)];
}

function findPrograms(page: Page) {
  return extractCodeBlocks(page).filter(({ printed }) => printed !== undefined);
}
