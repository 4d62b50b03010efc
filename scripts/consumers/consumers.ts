import { stripTypeScriptTypes } from "node:module";
import type { Sample } from "./samples.ts";

type Files = Record<string, string>;

/** One way of using the packages. It has to work without special settings and without warnings. */
export interface Consumer {
  /** What it is. It is also the name of its folder. */
  name: string;
  /** What it installs besides the packages and their frameworks. */
  tools: string[];
  /** Gives its files, by their paths, for the code of a sample. */
  files: (code: string) => Files;
  /** The commands to run, in order. Their output must not contain a warning. */
  commands: Command[];
  /** Whether it is checked for every change, not only for a release. */
  isQuick?: boolean;
  /** The adapters that cannot work in it because of their frameworks. */
  exceptions?: Partial<Record<Sample["adapter"], Exception>>;
}

interface Command {
  run: string[];
  prints?: RegExp;
}

/** Why an adapter is left out, and the proof: the framework alone, without our packages, fails in the same way. */
interface Exception {
  reason: string;
  files: Files;
  run: string[][];
  /** What the command prints when it fails or warns. */
  prints: RegExp;
}

const answers = /hello world/i;
const node26 = "@types/node@26";
const compilers = [
  { name: "TypeScript 5.9", alias: "typescript-5", version: "5.9" },
  { name: "the newest TypeScript", alias: "typescript-7", version: "latest" },
];
/** How a project in TypeScript finds packages. */
interface Resolution {
  type: string;
  module: string;
  moduleResolution: string;
  /** The only version of the compiler that supports it. Default: all versions. */
  only?: string;
}

const resolutions: Resolution[] = [
  { type: "module", module: "nodenext", moduleResolution: "nodenext" },
  { type: "module", module: "node16", moduleResolution: "node16" },
  { type: "module", module: "esnext", moduleResolution: "bundler" },
  { type: "commonjs", module: "nodenext", moduleResolution: "nodenext" },
  { type: "commonjs", module: "node16", moduleResolution: "node16" },
  // TypeScript allows this combination since version 6.
  { type: "commonjs", module: "commonjs", moduleResolution: "bundler", only: "latest" },
  // This resolution ignores `exports`. TypeScript 6 was the last version with it.
  { type: "module", module: "esnext", moduleResolution: "node10", only: "5.9" },
  { type: "commonjs", module: "commonjs", moduleResolution: "node10", only: "5.9" },
];
const main = 'import { answer } from "./answer.js";\nvoid answer().then(console.log);\n';
const page = '<!doctype html><script type="module" src="/main.js"></script>';
const config = (options: object): string => JSON.stringify(options);

/** The error that code with `require` gets from an ESM-only package. */
const aiIsESMOnly = "`ai` itself is ESM only";
const deploy = ["wrangler", "deploy", "--dry-run", "--outdir", "out"];
const oneFile = ["esbuild", "main.js", "--bundle", "--minify", "--format=esm"];

export const consumers: Consumer[] = [
  ...compilers.flatMap((compiler) =>
    resolutions
      .filter(({ only = compiler.version }) => only === compiler.version)
      .map((resolution) => typeScript(compiler, resolution)),
  ),
  {
    name: "the oldest Node",
    tools: [],
    files: esm,
    commands: [{ run: ["npx", "--yes", "node@22.12.0", "main.js"], prints: answers }],
    isQuick: true,
  },
  {
    name: "Jest",
    tools: ["jest@30"],
    files: (code) => ({
      "package.json": config({ type: "commonjs" }),
      "answer.test.js": `const { answer } = require("./answer.js");
test("answers", async () => expect(await answer()).toMatch(${answers}));\n`,
      "answer.js": toCommonJS(code),
    }),
    commands: [{ run: ["jest"], prints: /Tests: +1 passed/ }],
    isQuick: true,
    exceptions: {
      "ai-sdk-provider": {
        reason: aiIsESMOnly,
        files: { "ai.test.js": 'test("ai", () => { require("ai"); });\n' },
        run: [["jest"]],
        prints: /Must use import|Cannot use import|Unexpected token 'export'|SyntaxError/,
      },
    },
  },
  {
    name: "Vitest",
    tools: ["vitest@5.1"],
    files: (code) => ({
      ...esm(code),
      "answer.test.js": `import { expect, test } from "vitest";
import { answer } from "./answer.js";
test("answers", async () => expect(await answer()).toMatch(${answers}));\n`,
    }),
    commands: [{ run: ["vitest", "run", "--root", "."], prints: /Tests +1 passed/ }],
  },
  {
    name: "esbuild, one CommonJS file for Node",
    tools: ["esbuild@0.28"],
    files: esm,
    commands: [
      { run: ["esbuild", "main.js", "--bundle", "--platform=node", "--outfile=out/main.cjs"] },
      { run: ["node", "out/main.cjs"], prints: answers },
    ],
    exceptions: {
      llamaindex: {
        reason: "`llamaindex` itself needs `import.meta.url`",
        files: {
          "llamaindex.js": 'import { Settings } from "llamaindex";\nconsole.log(Settings);\n',
        },
        run: [
          ["esbuild", "llamaindex.js", "--bundle", "--platform=node", "--outfile=main.cjs"],
          ["node", "main.cjs"],
        ],
        prints: /createRequire/,
      },
    },
  },
  {
    name: "esbuild, one ESM file for Node",
    tools: ["esbuild@0.28"],
    files: esm,
    commands: [
      { run: [...oneFile, "--platform=node", "--outfile=out/main.mjs"] },
      { run: ["node", "out/main.mjs"], prints: answers },
    ],
    exceptions: {
      "ai-sdk-provider": {
        reason: "a package that `ai` itself needs calls `require`",
        files: { "main.js": 'import { streamText } from "ai";\nconsole.log(streamText);\n' },
        run: [
          [...oneFile, "--platform=node", "--outfile=out/main.mjs"],
          ["node", "out/main.mjs"],
        ],
        prints: /Dynamic require/,
      },
    },
  },
  {
    name: "esbuild, one file for browsers",
    tools: ["esbuild@0.28"],
    files: esm,
    commands: [
      { run: [...oneFile, "--outfile=out/main.mjs"] },
      { run: ["node", "out/main.mjs"], prints: answers },
    ],
    isQuick: true,
  },
  {
    name: "webpack",
    tools: ["webpack@5", "webpack-cli@7"],
    files: esm,
    commands: [
      {
        run: "webpack build ./main.js --mode production --target node --output-path out --output-filename main.cjs".split(
          " ",
        ),
      },
      { run: ["node", "out/main.cjs"], prints: answers },
    ],
  },
  ...["turbopack", "webpack"].map((bundler) => next(bundler)),
  {
    name: "Vite, for servers",
    tools: ["vite@8"],
    files: esm,
    commands: [
      { run: ["vite", "build", "--ssr", "main.js", "--outDir", "out"] },
      { run: ["node", "out/main.js"], prints: answers },
    ],
  },
  {
    name: "Vite, for browsers",
    tools: ["vite@8"],
    files: (code) => ({
      ...esm(code),
      "index.html": page,
    }),
    commands: [{ run: ["vite", "build"], prints: /built in/ }],
    exceptions: {
      langchain: {
        reason: "`@langchain/core` itself is larger than 500 kB",
        files: {
          "index.html": page,
          "main.js":
            'import { BaseChatModel } from "@langchain/core/language_models/chat_models";\nconsole.log(BaseChatModel);\n',
        },
        run: [["vite", "build"]],
        prints: /larger than 500 kB/,
      },
      llamaindex: {
        reason: "`llamaindex` itself is larger than 500 kB",
        files: {
          "index.html": page,
          "main.js": 'import { Settings } from "llamaindex";\nconsole.log(Settings);\n',
        },
        run: [["vite", "build"]],
        prints: /larger than 500 kB/,
      },
    },
  },
  {
    name: "wrangler",
    tools: ["wrangler@4"],
    files: worker,
    commands: [{ run: deploy, prints: /--dry-run: exiting now/ }],
  },
  {
    name: "workerd",
    // The version that comes with wrangler is a beta whose settings change from day to day.
    tools: ["wrangler@4", "miniflare-4@npm:miniflare@4.20260730.0"],
    files: worker,
    commands: [{ run: deploy }, { run: ["node", "serve.js"], prints: answers }],
    exceptions: {
      llamaindex: {
        reason: "`@llamaindex/env` itself does not start there: it needs `import.meta.url`",
        files: worker(
          'import { Settings } from "llamaindex";\nexport const answer = async () => String(Settings);\n',
        ),
        run: [deploy, ["node", "serve.js"]],
        prints: /createRequire/,
      },
    },
  },
  {
    name: "Bun",
    tools: ["bun@1"],
    files: esm,
    commands: [
      { run: ["bun", "run", "main.js"], prints: answers },
      { run: ["bun", "build", "main.js", "--target", "bun", "--outdir", "out"] },
      { run: ["bun", "run", "out/main.js"], prints: answers },
    ],
  },
  {
    name: "Deno",
    tools: ["deno@2"],
    files: esm,
    commands: [{ run: ["deno", "run", "--allow-all", "main.js"], prints: answers }],
  },
];

/** A sample as a program in JavaScript. */
function esm(code: string): Files {
  return {
    "package.json": config({ type: "module" }),
    "answer.js": stripTypeScriptTypes(code),
    "main.js": main,
  };
}

/** The same with `require`. */
function toCommonJS(code: string): string {
  return stripTypeScriptTypes(code)
    .replaceAll(/^import (\{.*\}) from (".*");$/gm, "const $1 = require($2);")
    .replace("export async function", "exports.answer = async function");
}

function typeScript(
  compiler: (typeof compilers)[number],
  { type, module, moduleResolution }: Resolution,
): Consumer {
  const compilerOptions = {
    module,
    moduleResolution,
    target: "es2022",
    types: ["node"],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    // The declarations of the frameworks themselves are not checked here.
    skipLibCheck: true,
  };
  return {
    name: `${compiler.name}, ${type}, ${moduleResolution}`,
    tools: [`${compiler.alias}@npm:typescript@${compiler.version}`, node26],
    files: (code) => ({
      "package.json": config({ type }),
      "tsconfig.json": config({ compilerOptions }),
      "answer.ts": code,
      "main.ts": main,
    }),
    commands: [
      { run: ["node", `../../node_modules/${compiler.alias}/bin/tsc`] },
      { run: ["node", "main.js"], prints: answers },
    ],
    isQuick: moduleResolution === (type === "module" ? "nodenext" : "node10"),
    ...(type === "commonjs" &&
      moduleResolution === "node16" && {
        exceptions: {
          "ai-sdk-provider": {
            reason: aiIsESMOnly,
            files: {
              "package.json": config({ type }),
              "tsconfig.json": config({ compilerOptions }),
              "ai.ts": 'import { streamText } from "ai";\nexport const stream = streamText;\n',
            },
            run: [["node", `../../node_modules/${compiler.alias}/bin/tsc`]],
            prints: /TS1479|TS2307/,
          },
        },
      }),
  };
}

/** A page that `next build` renders at build time, with one of its two bundlers. */
function next(bundler: string): Consumer {
  return {
    name: `Next.js with ${bundler}`,
    tools: ["next@16", "react@19", "react-dom@19"],
    files: (code) => ({
      "package.json": config({ type: "module" }),
      "answer.js": stripTypeScriptTypes(code),
      "app/layout.js":
        'export default ({ children }) => <html lang="en"><body>{children}</body></html>;\n',
      "app/page.js": `import { answer } from "../answer.js";
export default async function Page() {
  return <p>{await answer()}</p>;
}\n`,
    }),
    commands: [
      { run: ["next", "build", `--${bundler}`], prints: /Compiled successfully/ },
      {
        run: [
          "node",
          "--print",
          'require("node:fs").readFileSync(".next/server/app/index.html", "utf8")',
        ],
        prints: answers,
      },
    ],
  };
}

/**
 * The files that `npm create cloudflare` writes for a new Worker, and a program that runs the bundle in
 * workerd.
 */
function worker(code: string): Files {
  return {
    "package.json": config({ type: "module" }),
    "wrangler.json": config({
      name: "worker",
      main: "worker.js",
      compatibility_date: "2026-05-01",
      compatibility_flags: ["nodejs_compat"],
    }),
    "answer.js": stripTypeScriptTypes(code),
    "worker.js": `import { answer } from "./answer.js";
export default {
  async fetch(request, { COMETAPI_KEY, COMETAPI_BASE_URL }) {
    return new Response(await answer({ apiKey: COMETAPI_KEY, baseURL: COMETAPI_BASE_URL }));
  },
};\n`,
    "serve.js": `import { Miniflare } from "miniflare-4";
const { COMETAPI_KEY, COMETAPI_BASE_URL } = process.env;
const miniflare = new Miniflare({
  modules: [{ type: "ESModule", path: "out/worker.js" }],
  compatibilityDate: "2026-05-01",
  compatibilityFlags: ["nodejs_compat"],
  bindings: { COMETAPI_KEY, COMETAPI_BASE_URL },
});
console.log(await (await miniflare.dispatchFetch("http://localhost/")).text());
await miniflare.dispose();\n`,
  };
}
