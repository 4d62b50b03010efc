import { readdirSync, readFileSync } from "node:fs";
import { type Emulator, startEmulator } from "@cometapi/emulator";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";

const printed: Record<string, RegExp> = {
  agent: /17\.3/,
  "agent-events": /1[^]*usage:[^]*completion_tokens/,
  chat: /1 2 3 4 5 \d+[^]*stop/,
  "multi-agent": /./,
  rag: /1871/,
  reasoning: /thinking: [^]*answer: /,
  "structured-output": /\S+ \d+/,
  tools: /17\.3/,
  usage: /^\d{2,} tokens/,
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

it.each(["rag", "agent"])("%s is the example of the README", (name) => {
  const readme = readFileSync(`${import.meta.dirname}/../README.md`, "utf8");
  expect(readme).toContain(`\`\`\`ts\n${readSource(name)}\`\`\`\n`);
});

function readSource(name: string): string {
  return readFileSync(`${import.meta.dirname}/${name}.ts`, "utf8");
}

function toText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
