import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { findAdapterBreaches, findCoreBreaches, type SourceFile } from "./find-breaches.ts";

const packages = path.resolve(import.meta.dirname, "../../..");
const httpClient = /^(axios|got|ky|node-fetch|ofetch|openai|undici|eventsource.*)$/;
const frameworks = /^(ai|langchain|llamaindex|@(ai-sdk|langchain|llamaindex)\/.*)$/;

describe("the laws: core knows no framework, adapters know neither HTTP nor vendors", () => {
  it.each(["ai-sdk-provider", "langchain", "llamaindex"])("%s keeps them", (name) => {
    expect(breachesOf(name, findAdapterBreaches)).toEqual([]);
  });

  it("core keeps them", () => {
    expect(breachesOf("core", findCoreBreaches)).toEqual([]);
    expect(dependenciesOf("core").filter((name) => frameworks.test(name))).toEqual([]);
  });

  it.each(["ai-sdk-provider", "langchain", "llamaindex"])(
    "%s depends on no HTTP client",
    (name) => {
      expect(dependenciesOf(name).filter((dependency) => httpClient.test(dependency))).toEqual([]);
    },
  );
});

describe("a breach by an adapter is seen", () => {
  it.each([
    ["a call of fetch", "await fetch(url)", "uses fetch"],
    ["fetch by way of the global object", "globalThis.fetch(url)", "uses globalThis"],
    ["fetch under another name", "const send = fetch; send(url)", "uses fetch"],
    ["fetch taken from the global object", "const { fetch: send } = globalThis", "uses globalThis"],
    ["fetch by its name as text", 'self["fetch"](url)', "uses self"],
    ["Node's HTTP", 'import { request } from "node:http"', "imports node:http"],
    ["Node's HTTP by its old name", 'import http from "http"', "imports http"],
    ["an HTTP client", 'export * from "undici"', "imports undici"],
    ["an HTTP client on demand", 'await import("undici")', "imports undici"],
    ["an import that hides its name", 'await import("un" + "dici")', 'imports un" + "dici'],
    ["the framework's HTTP helpers", "postJsonToApi({})", "uses postJsonToApi"],
    ["the environment", "process.env.COMETAPI_KEY", "uses process"],
    ["the environment of a bundler", "import.meta.env.COMETAPI_KEY", "reads env"],
    ["a stream of events", 'x === "text/event-stream"', "mentions text/event-stream"],
    ["a vendor's prefix", 'id.startsWith("claude")', 'compares with the model "claude"'],
    ["a vendor's pattern", "/^grok-4/.test(id)", 'compares with the model "^grok-4"'],
    ["a vendor's model", 'id === "gpt-5"', 'compares with the model "gpt-5"'],
    ["a model without a number's dash", 'id === "o3"', 'compares with the model "o3"'],
    ["a model of Google", 'id.startsWith("gemini")', 'compares with the model "gemini"'],
    ["a model by its pattern", "/gemini/.test(id)", 'compares with the model "gemini"'],
    ["a model of Perplexity", 'id.includes("sonar")', 'compares with the model "sonar"'],
    ["a model of MiniMax", 'id === "MiniMax-M2"', 'compares with the model "MiniMax-M2"'],
    ["a model of ByteDance", 'id === "doubao-seed"', 'compares with the model "doubao-seed"'],
    ["a list of models", '["o1", "o4-mini"].includes(id)', 'compares with the model "o1"'],
    [
      "a set of models",
      'new Set(["gemini-3-pro"]).has(id)',
      'compares with the model "gemini-3-pro"',
    ],
    ["a map of models", 'new Map([["gpt-5", 1]]).get(id)', 'compares with the model "gpt-5"'],
    ["a table of models", '({ "gpt-5": 1, claude: 2 })[id]', 'compares with the model "claude"'],
  ])("%s", (_what, source, breach) => {
    expect(findAdapterBreaches(adapterFile(source))).toContain(breach);
  });

  it("but not something that only has the same name", () => {
    const source = `
      // await fetch(url) with process.env
      import { CometAPIClient } from "@cometapi/core";
      import { tool } from "@langchain/core/tools";
      export interface Settings { fetch?: string }
      export const model = "gpt-4o-mini";
      export const isNative = ["messages", "gemini"].includes(api) || api === "gemini";
      export const paths = { gemini: createGeminiModel("gemini") };
      export const create = (settings: Settings) =>
        ({ fetch: client.fetch, own: settings.fetch, run: client.fetch(url) });
    `;
    expect(findAdapterBreaches(adapterFile(source))).toEqual([]);
  });
});

describe("a breach by core is seen", () => {
  it.each([
    ["a framework", "client.ts", 'import { tool } from "ai"', "imports ai"],
    ["a platform", "transport/a.ts", 'import { Agent } from "node:http"', "imports node:http"],
    ["fetch outside transport", "chat/a.ts", "fetch(url)", "uses fetch outside transport"],
    [
      "the environment outside config",
      "client.ts",
      "process.env",
      "reads the environment outside config",
    ],
    [
      "an import against the stream",
      "chat/a.ts",
      'import type { A } from "../transport/send-request.ts"',
      "imports transport/send-request.ts, which comes after it",
    ],
    ["a new part", "extras/a.ts", "", "has no place in the order of core's parts"],
  ])("%s", (_what, file, source, breach) => {
    expect(findCoreBreaches({ path: file, source, dependencies: [] })).toContain(breach);
  });
});

function breachesOf(name: string, find: (file: SourceFile) => string[]): string[] {
  const root = path.join(packages, name, "src");
  const dependencies = dependenciesOf(name);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/\.test(-d)?\.ts$/.test(file))
    .map((file) => file.split(path.sep).join("/"));
  expect(files).toContain("index.ts");
  return files.flatMap((file) =>
    find({ path: file, source: readFileSync(path.join(root, file), "utf8"), dependencies }).map(
      (breach) => `${name}/src/${file} ${breach}`,
    ),
  );
}

function dependenciesOf(name: string): string[] {
  const manifest: Manifest = JSON.parse(
    readFileSync(path.join(packages, name, "package.json"), "utf8"),
  );
  return Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
}

interface Manifest {
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

function adapterFile(source: string): SourceFile {
  return { path: "a.ts", source, dependencies: ["@cometapi/core", "@langchain/core"] };
}
