// Packs core and this package, installs the tarballs into folders outside the repository as the README
// says, with npm and with pnpm, and runs the README's examples against the emulator, as ESM and as
// CommonJS. Checks that there is one copy of LlamaIndex, and the types in both module formats.
// Takes about a minute and needs the npm registry.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startEmulator } from "@cometapi/emulator";

const packageFolder = path.dirname(import.meta.dirname);
const root = path.resolve(packageFolder, "../..");
const run = promisify(execFile);

interface Consumer {
  name: string;
  manager: "npm" | "pnpm";
  /** What is installed, by its name on the registry. */
  packages: string[];
}

const readme = await readFile(path.join(packageFolder, "README.md"), "utf8");
const [, installLine = ""] = /^npm install (.*)$/m.exec(readme) ?? [];
const consumers: Consumer[] = [
  { name: "npm", manager: "npm", packages: ["llamaindex", "@cometapi/llamaindex"] },
  { name: "npm-pinned", manager: "npm", packages: installLine.split(" ") },
  { name: "pnpm-pinned", manager: "pnpm", packages: installLine.split(" ") },
];
const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code).slice(0, 2);
const expected = [/1871/, /17\.3/];

const work = await mkdtemp(path.join(tmpdir(), "cometapi-llamaindex-"));
const emulator = await startEmulator({ port: 0, apiKey: "consumer" });
try {
  await run("turbo", ["run", "build", "--filter=@cometapi/llamaindex"], { cwd: root });
  const core = await pack("core");
  const adapter = await pack("llamaindex");
  for (const consumer of consumers) {
    const startedAtMs = Date.now();
    const folder = path.join(work, consumer.name);
    await install(folder, consumer, core, adapter);
    for (const [index, code] of examples.entries()) {
      await runExample(folder, `example-${index}.mjs`, code, expected[index]);
      await runExample(folder, `example-${index}.cjs`, toCommonJS(code), expected[index]);
    }
    await checkOneCopy(folder);
    await checkTypes(folder);
    const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(0);
    console.log(`ok  ${consumer.manager} ${consumer.packages.join(" ")} (${seconds} s)`);
  }
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
} finally {
  await emulator.close();
  await rm(work, { recursive: true, force: true });
}

/** The tarball of a package, as npm would publish it. */
async function pack(name: string): Promise<string> {
  const cwd = path.join(root, "packages", name);
  const { stdout } = await run("pnpm", ["pack", "--json", "--pack-destination", work], { cwd });
  const { filename }: { filename: string } = JSON.parse(stdout);
  return path.resolve(work, filename);
}

async function install(
  folder: string,
  { manager, packages }: Consumer,
  core: string,
  adapter: string,
): Promise<void> {
  await mkdir(folder);
  const names = packages.map((name) => (name === "@cometapi/llamaindex" ? adapter : name));
  await writeFile(path.join(folder, "package.json"), '{ "private": true }');
  if (manager === "npm") {
    const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
    await run("npm", ["install", ...quiet, core, ...names], { cwd: folder });
    return;
  }
  // Core is not on the registry yet; the build script of tree-sitter, for code splitting, is not run.
  const settings = `packages: []\noverrides:\n  "@cometapi/core": "file:${core}"\nstrictDepBuilds: false\n`;
  await writeFile(path.join(folder, "pnpm-workspace.yaml"), settings);
  await run("pnpm", ["add", "--workspace-root", ...names], { cwd: folder });
}

async function runExample(
  folder: string,
  file: string,
  code: string,
  printed: RegExp | undefined,
): Promise<void> {
  await writeFile(path.join(folder, file), code);
  const env = {
    ...process.env,
    COMETAPI_KEY: "consumer",
    COMETAPI_BASE_URL: emulator.url,
    NODE_OPTIONS: "",
  };
  const { stdout, stderr } = await run("node", [file], { cwd: folder, env });
  if (printed?.test(stdout) !== true) throw new Error(`${file} printed: ${stdout}${stderr}`);
  if (stderr.includes("already imported")) throw new Error(`${file}: ${stderr}`);
}

/** The same code with `require`, for an application that is not ESM. */
function toCommonJS(code: string): string {
  const body = code.replaceAll(/^import (\{.*\}) from (".*");$/gm, "const $1 = require($2);");
  return `(async () => {\n${body}\n})();\n`;
}

/** The adapter's own `@llamaindex/core` must be the one `llamaindex` uses. */
async function checkOneCopy(folder: string): Promise<void> {
  const fromApplication = createRequire(path.join(folder, "index.js"));
  const copies = await Promise.all(
    ["llamaindex", "@cometapi/llamaindex"].map((name) =>
      realpath(createRequire(fromApplication.resolve(name)).resolve("@llamaindex/core/global")),
    ),
  );
  if (new Set(copies).size > 1) throw new Error(`Two copies of LlamaIndex: ${copies.join(", ")}`);
}

async function checkTypes(folder: string): Promise<void> {
  const code = `import { CometAPI, CometAPIEmbedding, cometapi } from "@cometapi/llamaindex";
import { Settings } from "llamaindex";
const llm: CometAPI = cometapi({ model: "gpt-4o-mini" });
Settings.llm = llm;
Settings.embedModel = new CometAPIEmbedding();
`;
  const files = ["types.mts", "types.cts"];
  for (const file of files) await writeFile(path.join(folder, file), code);
  const compilerOptions = {
    module: "nodenext",
    target: "es2022",
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
  const config = JSON.stringify({ compilerOptions, files });
  await writeFile(path.join(folder, "tsconfig.json"), config);
  await run("tsc", ["--project", folder]);
}

function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const outputs = ["stdout", "stderr"].map((name) => String(Reflect.get(error, name) ?? ""));
  return [error.stack, ...outputs].join("\n");
}
