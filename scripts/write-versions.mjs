// Writes the version of every package into its src/version.ts, after `changeset version` has changed the
// manifests: `node scripts/write-versions.mjs [root]`. Packages that import their version from the manifest are
// left alone.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = process.argv[2] ?? path.dirname(path.dirname(fileURLToPath(import.meta.url)));
for (const name of readdirSync(path.join(root, "packages"))) {
  const folder = path.join(root, "packages", name);
  const file = path.join(folder, "src/version.ts");
  if (!existsSync(file)) continue;
  const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  const source = readFileSync(file, "utf8");
  writeFileSync(file, source.replace(/(?<=VERSION = ")[^"]*/, version));
}
