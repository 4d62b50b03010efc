import { readdirSync, readFileSync } from "node:fs";
import { type Emulator, startEmulator } from "@cometapi/emulator";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";

const printed: Readonly<Record<string, RegExp>> = {
  agent: /17\.3/,
  chain: /1871/,
  chat: /12 \d+ tokens\n[^]*1[^]*5/,
  "claude-messages": /hello .*cache_/i,
  embeddings: /^The lighthouse was built in 1871\.$/,
  fallbacks: /^served by gpt-4o-mini.*\nmodel-not-found$/,
  "image-input": /./,
  "init-chat-model": /^hello$/,
  models: /^\d+ chat models\n\d{6} true$/,
  reasoning: /thinking: [^]*answer: [^]*reasoning, text$/,
  "structured-output": /^Lisbon 17$/,
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
  it("prints what it promises", async () => {
    const lines: string[] = [];
    vi.spyOn(console, "log").mockImplementation((...values: unknown[]) => {
      lines.push(values.map((value) => toText(value)).join(" "));
    });
    await import(/* @vite-ignore */ `${import.meta.dirname}/${name}.ts`);
    expect(lines.join("\n")).toMatch(printed[name] ?? /never/);
  });

  it("is short", () => {
    expect(readSource(name).trimEnd().split("\n").length).toBeLessThanOrEqual(25);
  });
});

it.each([
  ["README.md", ["chat", "agent"]],
  [
    "docs/chat.md",
    [
      "chat",
      "chain",
      "agent",
      "structured-output",
      "reasoning",
      "image-input",
      "claude-messages",
      "fallbacks",
      "models",
    ],
  ],
  ["docs/embeddings.md", ["embeddings"]],
])("%s shows its examples as they are", (page, names) => {
  const text = readFileSync(`${import.meta.dirname}/../${page}`, "utf8");
  for (const name of names) expect(text).toContain(`\`\`\`ts\n${readSource(name)}\`\`\`\n`);
});

function readSource(name: string): string {
  return readFileSync(`${import.meta.dirname}/${name}.ts`, "utf8");
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
