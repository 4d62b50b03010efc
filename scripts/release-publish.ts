// Publishes what `npm run release:pack` has packed. `npm run release` does so with provenance, which only a workflow
// can give; `npm run release:first` without, by hand, for packages that npm does not have yet.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseOptions, readCommandLine } from "../apps/terminal/src/command.ts";
import { findObstacles } from "./release/find-obstacles.ts";

const helpText = `Publishes what npm run release:pack has packed.

Usage: npm run release -- [options]

  --first   without provenance, for packages that npm does not have yet
  --help    show this
`;
const { first: isFirst = false } = readCommandLine({
  helpText,
  readArguments: (argv) =>
    parseOptions({ args: [...argv], options: { first: { type: "boolean" } } }).values,
});
const root = path.dirname(import.meta.dirname);
const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), "utf8"));
const planFile = "release/publish-plan.json";
const plan: { version: string }[] | undefined = existsSync(path.join(root, planFile))
  ? read(planFile).plan.flat()
  : undefined;

const obstacles = findObstacles(read("package.json"), plan);
if (obstacles.length > 0) {
  console.error(["Nothing was published.", ...obstacles].join("\n- "));
  process.exitCode = 1;
} else {
  // pnpm reads only this variable: it ignores `publishConfig.provenance` and NPM_CONFIG_PROVENANCE.
  const env = { ...process.env, PNPM_CONFIG_PROVENANCE: String(!isFirst) };
  const publish = ["publish", "--from-pack-dir", "release"];
  const { status } = spawnSync("changeset", publish, { cwd: root, env, stdio: "inherit" });
  process.exitCode = status ?? 1;
}
