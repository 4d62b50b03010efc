import { execFile } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { getRepositoryAddress } from "./repository-address.ts";
import { rewriteLinks } from "./rewrite-links.ts";

const run = promisify(execFile);

/**
 * Builds and packs what the registry does not have yet, with READMEs whose links lead somewhere from npm.
 * Changes the READMEs where it works.
 *
 * @param copy A copy of the repository, with its dependencies installed.
 * @param folder Where the tarballs and the plan of what is to be published are put.
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
  const options = { cwd: copy, env };
  await run("turbo", ["run", "build", "--output-logs=errors-only"], options);
  await run("changeset", ["pack", "--out-dir", folder], options);
}
