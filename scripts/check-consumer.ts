// Packs core and one adapter at a time, installs the tarballs with npm into a folder outside the
// repository, runs the README's code for that framework against the emulator and checks its types with
// the oldest and the newest TypeScript that we support, under both ways of resolving modules. The
// emulator is installed and started in the same way. Wants `node --conditions=@cometapi/source`.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startEmulator } from "../packages/emulator/src/index.ts";

const root = path.dirname(import.meta.dirname);
const workspace = await readFile(path.join(root, "pnpm-workspace.yaml"), "utf8");
const run = promisify(execFile);

const consumers = [
  { adapter: "ai-sdk-provider", peers: ["ai"] },
  { adapter: "langchain", peers: ["@langchain/core"] },
  { adapter: "llamaindex", peers: ["llamaindex"] },
];
const compilers = { "typescript-5": "5.9", "typescript-7": "7" };
const resolutions = [
  { module: "nodenext", moduleResolution: "nodenext" },
  { module: "esnext", moduleResolution: "bundler" },
];

const work = await mkdtemp(path.join(tmpdir(), "cometapi-consumer-"));
const emulator = await startEmulator({ port: 0, apiKey: "consumer" });
try {
  await run("turbo", ["run", "build", "--output-logs=errors-only"], { cwd: root });
  const readme = await readFile(path.join(root, "README.md"), "utf8");
  const core = await pack("core");
  for (const { adapter, peers } of consumers) {
    const startedAtMs = Date.now();
    const folder = path.join(work, adapter);
    const code = findSnippet(readme, `@cometapi/${adapter}`);
    await createProject(folder, code, [core, await pack(adapter), ...peers.map(withRange)]);
    const output = await runCode(folder);
    for (const compiler of Object.keys(compilers)) {
      for (const resolution of resolutions) await checkTypes(folder, compiler, resolution);
    }
    const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(0);
    console.log(`ok  @cometapi/${adapter} (${seconds} s): ${output.trim().split("\n").at(-1)}`);
  }
  console.log(`ok  @cometapi/emulator: ${await checkEmulator(await pack("emulator"))}`);
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
} finally {
  await emulator.close();
  await rm(work, { recursive: true, force: true });
}

/** The tarball of a package, as npm would publish it. */
async function pack(name: string): Promise<string> {
  const { stdout } = await run("pnpm", ["pack", "--json", "--pack-destination", work], {
    cwd: path.join(root, "packages", name),
  });
  const { filename }: { filename: string } = JSON.parse(stdout);
  return path.resolve(work, filename);
}

/** The first TypeScript block of a document that imports a package. */
function findSnippet(markdown: string, packageName: string): string {
  const blocks = [...markdown.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code);
  const snippet = blocks.find((code) => code.includes(`"${packageName}"`));
  if (snippet === undefined) throw new Error(`README.md has no code for ${packageName}.`);
  return snippet;
}

async function createProject(folder: string, code: string, packages: string[]): Promise<void> {
  const aliases = Object.entries(compilers).map(
    ([alias, version]) => `${alias}@npm:typescript@${version}`,
  );
  await install(folder, [...packages, ...aliases, "@types/node"]);
  await writeFile(path.join(folder, "main.ts"), code);
  await writeFile(path.join(folder, "main.js"), code);
}

async function install(folder: string, packages: string[]): Promise<void> {
  await mkdir(folder);
  await writeFile(path.join(folder, "package.json"), '{ "private": true, "type": "module" }');
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  await run("npm", ["install", ...quiet, ...packages], { cwd: folder });
}

/** Installs the emulator alone and asks it for its options. Gives the first line of its answer. */
async function checkEmulator(tarball: string): Promise<string> {
  const folder = path.join(work, "emulator");
  await install(folder, [tarball]);
  const { stdout } = await run("npx", ["--no-install", "cometapi-emulator", "--help"], {
    cwd: folder,
  });
  if (!stdout.includes("--port")) throw new Error(`The emulator's help has no --port: ${stdout}`);
  return stdout.trim().split("\n")[0] ?? "";
}

async function runCode(folder: string): Promise<string> {
  const environment = {
    ...process.env,
    COMETAPI_KEY: "consumer",
    COMETAPI_BASE_URL: emulator.url,
    NODE_OPTIONS: "",
  };
  const { stdout } = await run("node", ["main.js"], { cwd: folder, env: environment });
  if (stdout.trim() === "") throw new Error(`The code in ${folder} printed nothing.`);
  return stdout;
}

async function checkTypes(
  folder: string,
  compiler: string,
  resolution: Record<string, string>,
): Promise<void> {
  const options = {
    ...resolution,
    target: "es2022",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  };
  await writeFile(
    path.join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { ...options, types: ["node"] }, files: ["main.ts"] }),
  );
  const manifest = path.join(folder, "node_modules", compiler, "package.json");
  const { bin }: { bin: { tsc: string } } = JSON.parse(await readFile(manifest, "utf8"));
  await run("node", [path.join(path.dirname(manifest), bin.tsc), "--project", folder]);
}

/** A package with the version range this repository tests with. */
function withRange(name: string): string {
  const line = workspace
    .split("\n")
    .find((text) => text.replaceAll('"', "").startsWith(`  ${name}: `));
  if (line === undefined) throw new Error(`pnpm-workspace.yaml has no version of ${name}.`);
  return `${name}@${line.split(": ")[1]}`;
}

function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const outputs = ["stdout", "stderr"].map((name) => String(Reflect.get(error, name) ?? ""));
  return [error.message, ...outputs].join("\n");
}
