import path from "node:path";
import { run } from "./run-consumer-check.ts";

/** What code is bundled for: LlamaIndex itself has Node's modules in it. */
export type Platform = "browser" | "node";

/**
 * Bundles `main.js` of a folder where esbuild, webpack and its command line are installed, and runs what
 * they make of it: esbuild one file, webpack a file for each part that is loaded later. Throws when one
 * of them warns. Next.js, wrangler, Bun and Vite are too large for every run.
 */
export async function checkBundlers(
  folder: string,
  platform: Platform,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  for (const command of [esbuild(platform), webpack]) await bundle(folder, command);
  for (const file of ["esbuild.mjs", "webpack.cjs"]) {
    const main = path.join("bundles", file);
    const { stdout } = await run("node", [main], { cwd: folder, env: environment });
    if (stdout.trim() === "") throw new Error(`${main} printed nothing in ${folder}.`);
  }
}

function esbuild(platform: Platform): string {
  const options = `--minify --format=esm --platform=${platform} --log-level=warning`;
  return `esbuild main.js --bundle ${options} --outfile=bundles/esbuild.mjs`;
}

const webpack =
  "webpack build ./main.js --mode production --target node --stats errors-warnings " +
  "--output-path bundles --output-filename webpack.cjs";

async function bundle(folder: string, command: string): Promise<void> {
  const [name = "", ...options] = command.split(" ");
  // Not by npx, which has warnings of its own.
  const program = path.join(folder, "node_modules/.bin", name);
  const { stdout, stderr } = await run(program, options, { cwd: folder });
  const warnings = withoutSuccess(stdout + stderr).trim();
  if (warnings !== "") throw new Error(`${name} warned in ${folder}: ${warnings}`);
}

function withoutSuccess(output: string): string {
  return output.replace(/^webpack .*compiled successfully.*$/m, "");
}
