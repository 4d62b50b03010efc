import { execFile } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { publishedPackages } from "../consumers/publish-tarballs.ts";
import { createPackageDocs } from "./create-package-docs.ts";
import { getRepositoryAddress } from "./repository-address.ts";
import { rewriteLinks } from "./rewrite-links.ts";

const run = promisify(execFile);

/**
 * Builds and packs the versions that the registry does not have yet. The tarballs have READMEs with links that
 * work on npm, and the site's pages about each package; both are written into the copy.
 *
 * @param copy A copy of the repository, with its dependencies installed.
 * @param folder The folder for the tarballs and for the plan of what will be published.
 * @param env The environment, which may name another registry.
 */
export async function packRelease(
  copy: string,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const root = JSON.parse(readFileSync(path.join(copy, "package.json"), "utf8"));
  const address = getRepositoryAddress(root);
  for (const document of globSync("packages/*/{README.md,docs/**/*.{md,mdx}}", { cwd: copy })) {
    const file = path.join(copy, document);
    const directory = path.dirname(document).split(path.sep).join("/");
    writeFileSync(file, rewriteLinks(readFileSync(file, "utf8"), directory, address));
  }
  writePackageDocs(copy, address);
  const options = { cwd: copy, env };
  await run("turbo", ["run", "build", "--output-logs=errors-only"], options);
  await run("changeset", ["pack", "--out-dir", folder], options);
}

function writePackageDocs(copy: string, address: string): void {
  const folder = path.join(copy, "docs");
  const pages = new Map(
    globSync("{*,start/*,guides/*}.md", { cwd: folder })
      .toSorted()
      .map((page) => [
        page.split(path.sep).join("/"),
        readFileSync(path.join(folder, page), "utf8"),
      ]),
  );
  const exists = (file: string): boolean => existsSync(path.join(copy, file));
  for (const name of publishedPackages) {
    for (const [page, markdown] of createPackageDocs(name, { address, pages, exists })) {
      const file = path.join(copy, "packages", name, "docs", page);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, markdown);
    }
  }
}
