// Publishes what `npm run release:pack` has packed: `npm run release` with provenance, which only a
// workflow can give, and `npm run release:first` without, by hand, for packages that npm does not know.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { findObstacles } from "./release/find-obstacles.ts";

const root = path.dirname(import.meta.dirname);
const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), "utf8"));
const isFirst = process.argv.includes("--first");
const planFile = "release/publish-plan.json";
const plan: { version: string }[] | undefined = existsSync(path.join(root, planFile))
  ? read(planFile).plan.flat()
  : undefined;

const obstacles = findObstacles(read("package.json"), plan);
if (obstacles.length > 0) {
  console.error(["Nothing was published.", ...obstacles].join("\n- "));
  process.exitCode = 1;
} else {
  // pnpm knows this name alone: neither `publishConfig` nor NPM_CONFIG_PROVENANCE asks it for provenance.
  const env = { ...process.env, PNPM_CONFIG_PROVENANCE: String(!isFirst) };
  const publish = ["publish", "--from-pack-dir", "release"];
  const { status } = spawnSync("changeset", publish, { cwd: root, env, stdio: "inherit" });
  process.exitCode = status ?? 1;
}
