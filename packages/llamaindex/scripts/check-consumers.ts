// Packs core and this package, installs the tarballs into folders outside the repository as the README
// says, with npm and with pnpm, and runs the README's examples against the emulator, as ESM and as
// CommonJS. Checks that there is one copy of LlamaIndex, and the types in both module formats.
// Takes about a minute and needs the npm registry.
import { readFile, realpath, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { type ConsumerTools, run, runConsumerCheck } from "../../../scripts/run-consumer-check.ts";

const packageFolder = path.dirname(import.meta.dirname);
const root = path.resolve(packageFolder, "../..");

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

await runConsumerCheck(async (tools) => {
  await run("turbo", ["run", "build", "--filter=@cometapi/llamaindex"], { cwd: root });
  const core = await tools.pack("core");
  const adapter = await tools.pack("llamaindex");
  for (const consumer of consumers) {
    const startedAtMs = Date.now();
    const folder = await tools.createFolder(consumer.name);
    await install(tools, folder, consumer, core, adapter);
    for (const [index, code] of examples.entries()) {
      const printed = expected[index];
      await runExample(tools, folder, `example-${index}.mjs`, code, printed);
      await runExample(tools, folder, `example-${index}.cjs`, toCommonJS(code), printed);
    }
    await checkOneCopy(folder);
    await checkTypes(folder);
    const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(0);
    console.log(`ok  ${consumer.manager} ${consumer.packages.join(" ")} (${seconds} s)`);
  }
});

async function install(
  tools: ConsumerTools,
  folder: string,
  { manager, packages }: Consumer,
  core: string,
  adapter: string,
): Promise<void> {
  const names = packages.map((name) => (name === "@cometapi/llamaindex" ? adapter : name));
  if (manager === "npm") return tools.install(folder, [core, ...names]);
  // Core is not on the registry yet; the build script of tree-sitter, for code splitting, is not run.
  const settings = `packages: []\noverrides:\n  "@cometapi/core": "file:${core}"\nstrictDepBuilds: false\n`;
  await writeFile(path.join(folder, "pnpm-workspace.yaml"), settings);
  await run("pnpm", ["add", "--workspace-root", ...names], { cwd: folder });
}

async function runExample(
  { environment }: ConsumerTools,
  folder: string,
  file: string,
  code: string,
  printed: RegExp | undefined,
): Promise<void> {
  await writeFile(path.join(folder, file), code);
  const { stdout, stderr } = await run("node", [file], { cwd: folder, env: environment });
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
