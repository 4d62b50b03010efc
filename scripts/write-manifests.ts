// Copies the author, the repository and the shared keywords from the root's manifest into that of each
// published package. Run `npm run write:manifests` after you change the root's.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { publishedPackages } from "./consumers/publish-tarballs.ts";
import { createManifestFields } from "./release/create-manifest-fields.ts";

const repository = path.dirname(import.meta.dirname);
const root = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8"));

for (const name of publishedPackages) {
  const directory = `packages/${name}`;
  const file = path.join(repository, directory, "package.json");
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  const fields = createManifestFields(root, directory, manifest.keywords);
  writeFileSync(file, `${JSON.stringify({ ...manifest, ...fields }, undefined, 2)}\n`);
}
