import { readFileSync } from "node:fs";
import path from "node:path";

const workspace = path.resolve(import.meta.dirname, "../../pnpm-workspace.yaml");

/**
 * Reads the catalog. The function that it returns gives a package with the versions that this repository is
 * tested with: `ai@^7.0.0`.
 */
export function readCatalog(): (name: string) => string {
  const lines = readFileSync(workspace, "utf8").replaceAll('"', "").split("\n");
  return (name) => {
    const line = lines.find((text) => text.startsWith(`  ${name}: `));
    if (line === undefined) throw new Error(`pnpm-workspace.yaml has no version of ${name}.`);
    return `${name}@${line.split(": ")[1]}`;
  };
}
