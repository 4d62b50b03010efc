import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const appModules = fileURLToPath(new URL("../../node_modules", import.meta.url));

interface Manifest {
  name: string;
  version: string;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/** The version of a package this app depends on. */
export function versionOf(packageName: string): string {
  return readManifest(path.join(appModules, packageName)).version;
}

/**
 * Kilobytes of files that come into a project with a package: its own and those of everything it
 * needs, required peers included, each once, without what another package brings anyway. What npm
 * puts beside them (links, its own records) is not counted.
 *
 * @param besides The package that is there already: the framework.
 */
export function measureInstallation(packageName: string, besides: string | undefined): number {
  const present = besides === undefined ? new Set<string>() : directoriesOf(besides);
  let bytes = 0;
  for (const directory of directoriesOf(packageName)) {
    if (!present.has(directory)) bytes += sizeOf(directory, isWorkspacePackage(directory));
  }
  return bytes / 1000;
}

function directoriesOf(packageName: string): Set<string> {
  const directories = new Set<string>();
  addWithNeeds(realpathSync(path.join(appModules, packageName)), directories);
  return directories;
}

function addWithNeeds(directory: string, directories: Set<string>): void {
  if (directories.has(directory)) return;
  directories.add(directory);
  const {
    dependencies = {},
    peerDependencies = {},
    peerDependenciesMeta,
  } = readManifest(directory);
  const peers = Object.keys(peerDependencies).filter(
    (name) => peerDependenciesMeta?.[name]?.optional !== true,
  );
  for (const name of [...Object.keys(dependencies), ...peers]) {
    const found = findPackage(name, directory);
    if (found !== undefined) addWithNeeds(found, directories);
  }
}

function findPackage(name: string, from: string): string | undefined {
  const candidate = path.join(from, "node_modules", name);
  if (existsSync(candidate)) return realpathSync(candidate);
  const parent = path.dirname(from);
  return parent === from ? undefined : findPackage(name, parent);
}

function readManifest(directory: string): Manifest {
  return JSON.parse(readFileSync(path.join(directory, "package.json"), "utf8"));
}

function isWorkspacePackage(directory: string): boolean {
  return !directory.includes(`${path.sep}node_modules${path.sep}`);
}

function sizeOf(directory: string, isWorkspace: boolean): number {
  return readdirSync(directory, { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules" && (!isWorkspace || isPublished(name)))
    .reduce((sum, entry) => {
      const file = path.join(directory, entry.name);
      return sum + (entry.isDirectory() ? sizeOf(file, isWorkspace) : statSync(file).size);
    }, 0);
}

/** What a workspace package's `files` leave out of its tarball. */
function isPublished(name: string): boolean {
  return !/^(?:test|examples|tsconfig\.json|tsdown\.config\.ts|\.turbo)$|\.test(?:-d)?\.ts$/.test(
    name,
  );
}
