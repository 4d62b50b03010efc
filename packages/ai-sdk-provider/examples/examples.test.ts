import { readdirSync, readFileSync } from "node:fs";
import { type Emulator, startEmulator } from "@cometapi/emulator";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";

const printed: Readonly<Record<string, RegExp>> = {
  "chat-route": /^text\/event-stream true$/,
  "claude-prompt-cache": /nine[^]*cacheWriteTokens|nine[^]*cacheReadTokens/,
  cost: /^0\.\d+ USD$|^\d(?:\.\d+)?e-\d+ USD$/,
  embeddings: /^The lighthouse was built in 1871\.$/,
  errors: /^503 false \{.*"code":"model-not-found","requestId":".+"\}$/,
  "fallback-models": /^served by gpt-5-mini$/,
  "generate-image": /^image\/png image\/png$/,
  "generate-text": /hello world\ngpt-5-mini.*: \d+ \+ \d+ tokens$/i,
  "image-input": /./,
  "models-and-balance": /^\d+ chat models\ngpt-5 reads 400000 tokens\nused .* of 100 USD$/,
  reasoning: /^thinking: [^]*\nanswer: /,
  registry: /hello world/i,
  speech: /^Good day\.$/,
  "stream-text": /1[^]*\n[^]*20/,
  "structured-output": /^string number$/,
  tools: /17\.3[^]*\n2 steps$/,
  video: /^video\/\S+ true$/,
  "web-search": /hello world/i,
};

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ port: 0, tokenDelayMs: 1 });
  vi.stubEnv("COMETAPI_KEY", "sk-example");
  vi.stubEnv("COMETAPI_BASE_URL", emulator.url);
});
afterAll(() => {
  vi.unstubAllEnvs();
  return emulator.close();
});
afterEach(() => vi.restoreAllMocks());

const examples = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
  .map((file) => file.slice(0, -".ts".length));

describe.each(examples)("%s", (name) => {
  it("prints what it promises", { timeout: 15_000 }, async () => {
    const lines: string[] = [];
    vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => {
      lines.push(values.map((value) => toText(value)).join(" "));
    });
    await import(/* @vite-ignore */ `${import.meta.dirname}/${name}.ts`);
    expect(lines.join("\n")).toMatch(printed[name] ?? /never/);
  });

  it("is short", () => {
    expect(readExample(name).trimEnd().split("\n").length).toBeLessThanOrEqual(25);
  });
});

it.each([
  ["README.md", ["generate-text", "tools", "claude-prompt-cache"]],
  [
    "docs/ai-sdk-page.mdx",
    [
      "generate-text",
      "stream-text",
      "tools",
      "structured-output",
      "reasoning",
      "claude-prompt-cache",
      "web-search",
      "embeddings",
      "generate-image",
      "speech",
      "video",
      "fallback-models",
      "cost",
      "errors",
    ],
  ],
])("%s shows the examples as they are", (path, names) => {
  const page = readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
  for (const name of names) expect(page).toContain(`\`\`\`ts\n${readExample(name)}\`\`\`\n`);
});

function readExample(name: string): string {
  return readFileSync(`${import.meta.dirname}/${name}.ts`, "utf8");
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
