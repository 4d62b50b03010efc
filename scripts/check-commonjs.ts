import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { run } from "./run-consumer-check.ts";

/** TypeScript's ways of finding a package from CommonJS; `node10` knows no `exports` and ended with 6. */
const resolutions = [
  { module: "commonjs", moduleResolution: "node10" },
  { module: "node16", moduleResolution: "node16" },
];

/**
 * Checks the README's code as a CommonJS TypeScript project: its types under each way of finding a
 * package, what it compiles to in Node, and the package in Jest as it comes, without settings.
 *
 * @param installed A folder with the adapter, its peers, Jest and TypeScript 5.9 as `typescript-5`.
 */
export async function checkCommonJS(
  installed: string,
  packageName: string,
  code: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  const folder = path.join(installed, "commonjs");
  await mkdir(folder);
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ type: "commonjs" }));
  await writeFile(path.join(folder, "main.ts"), wrap(code));
  for (const resolution of resolutions) await compile(installed, folder, resolution);
  const compiled = await readFile(path.join(folder, "main.js"), "utf8");
  if (!compiled.includes(`require("${packageName}")`)) {
    throw new Error(`main.js does not require ${packageName}: ${compiled}`);
  }
  const ask = ["--eval", 'require("./main.js").main()'];
  const { stdout } = await run("node", ask, { cwd: folder, env: environment });
  if (stdout.trim() === "") throw new Error(`The CommonJS code printed nothing in ${folder}.`);
  const test = 'test("answers", () => require("./main.js").main());';
  await writeFile(path.join(folder, "main.test.js"), test);
  await run("npx", ["--no-install", "jest"], { cwd: folder, env: environment });
}

/** The same code without `await` at the top, which CommonJS does not have. */
function wrap(code: string): string {
  const lines = code.split("\n");
  const imports = lines.filter((line) => line.startsWith("import "));
  const rest = lines.filter((line) => !line.startsWith("import "));
  return [...imports, "export async function main() {", ...rest, "}"].join("\n");
}

async function compile(
  installed: string,
  folder: string,
  resolution: Record<string, string>,
): Promise<void> {
  const options = { ...resolution, target: "es2022", strict: true, skipLibCheck: true };
  await writeFile(
    path.join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...options, types: ["node"] }, files: ["main.ts"] }),
  );
  const compiler = path.join(installed, "node_modules/typescript-5/bin/tsc");
  await run("node", [compiler, "--project", folder]);
}
