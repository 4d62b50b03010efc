// Packs the versions that the registry does not have yet into the folder `release`, from a copy of the working
// tree without untracked files. `npm run release` publishes what is in that folder.
import { rmSync } from "node:fs";
import path from "node:path";
import { createCopy } from "./create-copy.ts";
import { packRelease } from "./release/pack-release.ts";

const root = path.dirname(import.meta.dirname);
const folder = path.join(root, "release");

for (const stale of ["packages", "publish-plan.json"]) {
  rmSync(path.join(folder, stale), { recursive: true, force: true });
}
const copy = createCopy(root, "release");
await packRelease(copy, folder, process.env);
console.log(`Packed into ${folder}.`);
