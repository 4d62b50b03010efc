// Packs core and one adapter at a time, installs the tarballs with npm into a folder outside the
// repository, runs the README's code for that framework against the emulator, with this Node and the
// oldest that we support, as it is, as a bundle of esbuild and webpack, and where the framework is
// CommonJS too as such in Node and in Jest; checks its types with the oldest and the newest TypeScript
// that we support, under each way of resolving modules. The emulator is installed and started in the
// same way. Wants `node --conditions=@cometapi/source`.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { checkBundlers, type Platform } from "./check-bundlers.ts";
import { checkCommonJS } from "./check-commonjs.ts";
import { type ConsumerTools, run, runConsumerCheck } from "./run-consumer-check.ts";

const root = path.dirname(import.meta.dirname);
const workspace = await readFile(path.join(root, "pnpm-workspace.yaml"), "utf8");

interface Consumer {
  adapter: string;
  peers: string[];
  platform: Platform;
  isCommonJSToo: boolean;
}

const consumers: Consumer[] = [
  { adapter: "ai-sdk-provider", peers: ["ai"], platform: "browser", isCommonJSToo: false },
  { adapter: "langchain", peers: ["@langchain/core"], platform: "browser", isCommonJSToo: true },
  { adapter: "llamaindex", peers: ["llamaindex"], platform: "node", isCommonJSToo: true },
];
const runtimes = [["node"], ["npx", "--yes", "node@22.12.0"]] as const;
const compilers = { "typescript-5": "5.9", "typescript-7": "7" };
const resolutions = [
  { module: "nodenext", moduleResolution: "nodenext" },
  { module: "esnext", moduleResolution: "bundler" },
];

await runConsumerCheck(async (tools) => {
  await run("turbo", ["run", "build", "--output-logs=errors-only"], { cwd: root });
  const readme = await readFile(path.join(root, "README.md"), "utf8");
  const core = await tools.pack("core");
  for (const { adapter, peers, platform, isCommonJSToo } of consumers) {
    const startedAtMs = Date.now();
    const code = findSnippet(readme, `@cometapi/${adapter}`);
    const packages = [core, await tools.pack(adapter), ...peers.map(withRange)];
    if (isCommonJSToo) packages.push("jest@30");
    const folder = await createProject(tools, adapter, code, packages);
    const [output = ""] = await Promise.all(
      runtimes.map((runtime) => runCode(folder, runtime, tools.environment)),
    );
    for (const compiler of Object.keys(compilers)) {
      for (const resolution of resolutions) await checkTypes(folder, compiler, resolution);
    }
    await checkBundlers(folder, platform, tools.environment);
    if (isCommonJSToo) {
      await checkCommonJS(folder, `@cometapi/${adapter}`, code, tools.environment);
    }
    const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(0);
    console.log(`ok  @cometapi/${adapter} (${seconds} s): ${output.trim().split("\n").at(-1)}`);
  }
  console.log(`ok  @cometapi/emulator: ${await checkEmulator(tools)}`);
});

/** The first TypeScript block of a document that imports a package. */
function findSnippet(markdown: string, packageName: string): string {
  const blocks = [...markdown.matchAll(/```ts\n(.*?)```/gs)].map(([, code = ""]) => code);
  const snippet = blocks.find((code) => code.includes(`"${packageName}"`));
  if (snippet === undefined) throw new Error(`README.md has no code for ${packageName}.`);
  return snippet;
}

async function createProject(
  { createFolder, install }: ConsumerTools,
  name: string,
  code: string,
  packages: readonly string[],
): Promise<string> {
  const aliases = Object.entries(compilers).map(
    ([alias, version]) => `${alias}@npm:typescript@${version}`,
  );
  const folder = await createFolder(name, { type: "module" });
  const tools = ["@types/node", "esbuild@0.28", "webpack@5", "webpack-cli@7"];
  await install(folder, [...packages, ...aliases, ...tools]);
  await writeFile(path.join(folder, "main.ts"), code);
  await writeFile(path.join(folder, "main.js"), code);
  return folder;
}

/** Installs the emulator alone and asks it for its options. Gives the first line of its answer. */
async function checkEmulator({ pack, createFolder, install }: ConsumerTools): Promise<string> {
  const folder = await createFolder("emulator", { type: "module" });
  await install(folder, [await pack("emulator")]);
  const { stdout } = await run("npx", ["--no-install", "cometapi-emulator", "--help"], {
    cwd: folder,
  });
  if (!stdout.includes("--port")) throw new Error(`The emulator's help has no --port: ${stdout}`);
  return stdout.trim().split("\n")[0] ?? "";
}

async function runCode(
  folder: string,
  [program, ...programArguments]: (typeof runtimes)[number],
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const { stdout } = await run(program, [...programArguments, "main.js"], {
    cwd: folder,
    env: environment,
  });
  if (stdout.trim() === "") throw new Error(`${program} printed nothing in ${folder}.`);
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
