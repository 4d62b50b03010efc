import { readdirSync, readFileSync } from "node:fs";
import { type Emulator, startEmulator } from "@cometapi/emulator";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";

const printed: Readonly<Record<string, RegExp>> = {
  balance: /^used [\d.]+ of 100 USD\nemulator Infinity$/,
  chat: /1[^]*5[^]*stop$/,
  cost: /^at most 0\.0032 USD\nwas 0\.\d+ USD$/,
  embeddings: /^The tax return is due in May\. \d+$/,
  image: /^image\/png$/,
  models: /gpt-5.*max_completion_tokens .*refuses max_tokens/,
  speech: /\S+ [\d.]+$/,
  video: /in-progress 50\nvideo\/\S+ \d+$/,
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
      lines.push(values.map(String).join(" "));
    });
    await import(/* @vite-ignore */ `${import.meta.dirname}/${name}.ts`);
    expect(lines.join("\n")).toMatch(printed[name] ?? /never/);
  });

  it("is short", () => {
    expect(readSource(name).trimEnd().split("\n").length).toBeLessThanOrEqual(25);
  });
});

it.each(["chat", "cost"])("%s is the example of the README", (name) => {
  const readme = readFileSync(`${import.meta.dirname}/../README.md`, "utf8");
  expect(readme).toContain(`\`\`\`ts\n${readSource(name)}\`\`\`\n`);
});

function readSource(name: string): string {
  return readFileSync(`${import.meta.dirname}/${name}.ts`, "utf8");
}
