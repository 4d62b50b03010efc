import { stripTypeScriptTypes } from "node:module";
import { extractCodeBlocks } from "../../docs/src/extract-code-blocks.ts";
import { type Page, pagesOfOthers, readPages } from "../../docs/src/read-pages.ts";
import { askServer } from "./ask-server.ts";
import type { Outcome } from "./check-consumers.ts";
import { enterFolder } from "./enter-folder.ts";
import type { Workshop } from "./open-workshop.ts";
import { readCommands } from "./read-commands.ts";
import type { PackageManager } from "./read-first-steps.ts";
import { servers } from "./servers.ts";

/** The Start pages of the documentation. */
export function listStartPages(): Page[] {
  return readPages().filter((page) => page.path.startsWith("start/"));
}

/** The pages about frameworks that the repository does not install. */
export function listPagesOfOthers(): Page[] {
  return readPages().filter((page) => pagesOfOthers.includes(page.path));
}

/**
 * Follows pages of the documentation word for word, each in an empty folder: types every command that creates a
 * project or installs, writes every file, runs each program that has to print something, and asks the server.
 */
export async function* checkPages(
  workshop: Workshop,
  pages: readonly Page[],
  manager: PackageManager,
): AsyncGenerator<Outcome> {
  for (const page of pages) {
    const adapter = /@cometapi\/([\w-]+)/.exec(page.markdown)?.[1] ?? "core";
    const names = { consumer: `${page.path} on ${manager}`, adapter };
    yield await follow(workshop, page, manager)
      .catch((error: unknown) => excuse(workshop, page, manager, error))
      .then(
        (note) => ({ ...names, note }),
        (error: unknown) => ({ ...names, note: "", problem: String(error) }),
      );
  }
}

/**
 * Explains a failure that is not ours: the page is listed with an exception, and fails in the same way without
 * our packages. Throws the given error for any other failure.
 */
async function excuse(
  workshop: Workshop,
  page: Page,
  manager: PackageManager,
  error: unknown,
): Promise<string> {
  const exception = servers[page.path]?.exceptions?.[manager];
  if (exception === undefined) throw error;
  const folder = await enterFolder(
    workshop,
    `${page.path.replaceAll(/[/.]/g, "-")}-alone`,
    manager,
  );
  let printed = "";
  for (const line of readCommands(page, manager).setup) {
    const alone = line.includes("@cometapi/") ? exception.insteadOfOurs : line;
    printed += await folder.type(alone).catch(String);
  }
  if (!exception.prints.test(printed)) throw error;
  return `left out, ${exception.reason}`;
}

async function follow(workshop: Workshop, page: Page, manager: PackageManager): Promise<string> {
  const folder = await enterFolder(workshop, page.path.replaceAll(/[/.]/g, "-"), manager);
  const { setup, curl } = readCommands(page, manager);
  for (const line of setup) await folder.type(line);

  const blocks = extractCodeBlocks(page);
  const files = blocks.filter(({ name }) => name !== undefined);
  for (const { name = "", code } of files) await folder.write(name, code);

  const programs = blocks.filter(({ printed }) => printed !== undefined);
  for (const { code, printed } of programs) {
    const file = stripTypeScriptTypes(code) === code ? "main.mjs" : "main.mts";
    const line = `${folder.node} ${file}`;
    expectSaid(page, line);
    await folder.write(file, code);
    const output = await folder.type(line);
    if (printed?.test(output) !== true) throw new Error(`${line} printed: ${output}`);
  }

  const server = servers[page.path];
  if (server === undefined && programs.length === 0)
    throw new Error("The page shows nothing to run.");
  if (server === undefined) return `${programs.length} programs`;
  const { start, settings } = server;
  expectSaid(page, start[manager]);
  if (settings !== undefined) {
    expectSaid(page, settings);
    const { COMETAPI_KEY, COMETAPI_BASE_URL } = workshop.variables;
    const lines = `COMETAPI_KEY=${COMETAPI_KEY}\nCOMETAPI_BASE_URL=${COMETAPI_BASE_URL}\n`;
    await folder.write(settings, lines);
  }
  await askServer(folder, start[manager], server, curl);
  return "a server";
}

function expectSaid({ path, markdown }: Page, text: string): void {
  if (!markdown.includes(text)) throw new Error(`${path} does not say ${text}.`);
}
