import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/**
 * The licences of the packages from which modules were bundled, as one text, each under its package's
 * name. Empty when all modules are ours.
 *
 * @param moduleIds Paths of the modules.
 * @throws When a package has no licence file.
 */
export function collectLicenses(moduleIds: readonly string[]): string {
  const folders = moduleIds.flatMap(
    (id) => /^.*\/node_modules\/(@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0] ?? [],
  );
  return [...new Set(folders)]
    .toSorted()
    .map((folder) => `${nameOf(folder)}\n\n${readLicense(folder)}`)
    .join("\n\n---\n\n");
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf("/node_modules/") + "/node_modules/".length);
}

function readLicense(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.\w+)?$/i.test(name));
  if (file === undefined) throw new Error(`${folder} has no licence file.`);
  return readFileSync(path.join(folder, file), "utf8").trim();
}
