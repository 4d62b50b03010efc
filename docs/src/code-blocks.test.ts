import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { startEmulator } from "@cometapi/emulator";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { extractCodeBlocks } from "./extract-code-blocks.ts";
import { findFreePort } from "./find-free-port.ts";
import { docsFolder, pagesOfOthers, readPages, readSkills } from "./read-pages.ts";
import { writeCodeBlocks } from "./write-code-blocks.ts";

const pages = readPages();
const blocks = [...pages, ...readSkills()]
  .filter(({ path: page }) => !pagesOfOthers.includes(page))
  .flatMap(extractCodeBlocks);
const folder = path.join(docsFolder, ".code-blocks");
const chat = {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({
    messages: [{ id: "1", role: "user", parts: [{ type: "text", text: "Say hello" }] }],
  }),
};

let server: Awaited<ReturnType<typeof startEmulator>>;
beforeAll(async () => {
  await writeCodeBlocks(folder, blocks);
  server = await startEmulator({ port: 0, tokenDelayMs: 1 });
  vi.stubEnv("COMETAPI_KEY", "sk-docs");
  vi.stubEnv("COMETAPI_BASE_URL", server.url);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
});
afterEach(() => vi.restoreAllMocks());

it("every block of the pages compiles", { timeout: 120_000 }, async () => {
  const compiler = path.resolve(docsFolder, "../node_modules/.bin/tsc");
  const { stdout } = await promisify(execFile)(compiler, ["--project", folder], {
    cwd: docsFolder,
  }).catch((error: { stdout: string }) => error);
  expect(stdout).toBe("");
});

it("a page that people follow begins with code, not with words", () => {
  const introductions = pages
    .filter(({ path: page }) => !["index.md", "relay.md"].includes(page))
    .map(({ path: page, markdown }) => ({
      page,
      words: /^# .*\n([^]*?)^```/m.exec(markdown)?.[1],
    }));
  expect(introductions.filter(({ words = "-".repeat(500) }) => words.length > 250)).toEqual([]);
});

it("no two blocks are the same file", () => {
  const files = blocks.map(({ file }) => file);
  expect(files.filter((file, index) => files.indexOf(file) !== index)).toEqual([]);
});

describe("a block prints what its page says", () => {
  const runnable = blocks.flatMap(({ place, file, printed }) =>
    printed === undefined ? [] : [{ place, file, printed }],
  );
  it.each(runnable)("$place", { timeout: 30_000 }, async ({ file, printed }) => {
    const output = captureOutput();
    await load(file);
    expect(output()).toMatch(printed);
  });
});

describe("the servers of the pages answer", () => {
  it("Next.js: the route streams what useChat reads", async () => {
    const { POST } = await load("start/nextjs/app/api/chat/route.ts");
    const response: Response = await POST(new Request("http://localhost/api/chat", chat));
    expect(await response.text()).toContain('"delta":"hello');
  });

  it("Next.js: the reason of a failure reaches the page", async () => {
    captureOutput();
    const { POST } = await load("start/nextjs/app/api/reasons/route.ts");
    const response: Response = await POST(new Request("http://localhost/api/reasons", chat));
    expect(await response.text()).toContain("no-such-model");
  });

  it("Hono", async () => {
    const { app } = await load("start/hono/app.mjs");
    const response: Response = await app.request("/ask?q=Say+hello");
    expect(await response.text()).toMatch(/hello/i);
  });

  it("Express", async () => {
    const port = await findFreePort();
    vi.stubEnv("PORT", String(port));
    const output = captureOutput();
    await load("start/express/server.mjs");
    await vi.waitUntil(() => output().includes(String(port)));
    const response = await fetch(`http://localhost:${port}/api/chat`, chat);
    expect(await response.text()).toContain('"delta":"hello');
  });

  it("Cloudflare Workers", async () => {
    const worker = await load("start/workers/src/index.ts");
    const env = { COMETAPI_KEY: "sk-docs", COMETAPI_BASE_URL: server.url };
    const response: Response = worker.default.fetch(new Request("http://localhost/"), env);
    expect(await response.text()).toMatch(/hello/i);
  });
});

/** Runs a file in this process, where the frameworks are already loaded, and returns its exports. */
function load(file: string) {
  return import(/* @vite-ignore */ path.join(folder, file));
}

/** Collects what is printed from here on. The function that it returns gives the text. */
function captureOutput(): () => string {
  let printed = "";
  const print = (...values: unknown[]): void => {
    printed += `${values.map(toText).join(" ")}\n`;
  };
  vi.spyOn(console, "log").mockImplementation(print);
  vi.spyOn(console, "table").mockImplementation(print);
  vi.spyOn(console, "error").mockImplementation(print);
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  return () => printed;
}

/** What `console.log` would print, closely enough for a pattern. */
function toText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
