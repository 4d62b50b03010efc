import { useEmulator } from "@cometapi/testing/emulated";
import { execFile } from "node:child_process";
import { appendFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { CometAPIClient } from "@cometapi/core";
import { createUsageRecorder } from "@cometapi/core/money";
import { afterAll, beforeAll, expect, it } from "vitest";

const emulator = useEmulator({ apiKey: "sk-bill" });
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "bill-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function run(...options: string[]): Promise<{ code: unknown; output: string }> {
  const script = path.join(import.meta.dirname, "cometapi-bill.ts");
  const env = { ...process.env, COMETAPI_KEY: "sk-bill", COMETAPI_BASE_URL: emulator.url };
  return promisify(execFile)(
    process.execPath,
    ["--conditions=@cometapi/source", script, ...options],
    { env },
  ).then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, output: stderr }),
  );
}

it("bills what an application recorded, beside the balance", async () => {
  const file = path.join(folder, "usage.jsonl");
  const first = await run(file, "--balance");
  expect(first).toEqual({ code: 0, output: "No answers.\n" });
  const client = new CometAPIClient({
    apiKey: "sk-bill",
    baseURL: emulator.url,
    includeCost: true,
    onUsage: createUsageRecorder((line) => appendFileSync(file, line)),
  });
  const messages = [{ role: "user" as const, content: "Say hello" }];
  await client.chat({ model: "gpt-5", messages }, { tag: "greeting" });
  await client.chat({ model: "claude-sonnet-5", messages });

  const { code, output } = await run(file, "--balance");
  expect(code).toBe(0);
  expect(output).toMatch(/^gpt-5 +1 +\d+ +\d+ +0\.0\d+$/m);
  expect(output).toMatch(/^greeting +1 /m);
  expect(output).toMatch(/the account used \d/);
  expect(await readFile(file, "utf8")).not.toContain("sk-bill");

  const json = await run(file, "--json");
  expect(JSON.parse(json.output)).toMatchObject({
    total: { count: 2, unknownCount: 0 },
    unreadLines: [],
    balance: { usedUSD: expect.any(Number) },
  });
  expect((await run(file, "--by", "day")).output).not.toContain("gpt-5");
});

it.each([
  [[], 2, "Name one file"],
  [["a", "b"], 2, "Name one file"],
  [["a", "--by", "moon"], 2, '--by takes model, day, tag, not "moon"'],
  [["a", "--colour"], 2, "--colour"],
  [["/nowhere/usage.jsonl"], 2, "ENOENT"],
])("explains the mistake in %j", async (options, code, words) => {
  const result = await run(...options);
  expect(result.code).toBe(code);
  expect(result.output).toContain(words);
});

it("explains itself", async () => {
  expect((await run("--help")).output).toContain("Usage: cometapi-bill <file>");
});
