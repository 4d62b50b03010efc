import { describe, expect, it } from "vitest";
import { startEmulator } from "../start-emulator.ts";

const requests = [
  ["/v1/chat/completions", { messages: [{ role: "user", content: "Count to 30" }], stream: true }],
  ["/v1/chat/completions", { messages: [{ role: "user", content: "Count to 30" }], stream: true }],
  ["/v1/responses", { input: "Count to 40", stream: true }],
  ["/v1/embeddings", { model: "text-embedding-3-small", input: "sea" }],
  ["/v1/images/generations", { model: "gpt-image-1", prompt: "a red boat" }],
  [
    "/v1/messages",
    { max_tokens: 99, messages: [{ role: "user", content: "Say hi" }], stream: true },
  ],
  ["/v1/chat/completions", { model: "no-such-model", messages: [] }],
] as const;

async function playScenario(seed: number): Promise<string[]> {
  const emulator = await startEmulator({ seed, tokenDelayMs: 0, fault: "30%" });
  const answers: string[] = [];
  for (const [path, body] of requests) {
    const response = await fetch(`${emulator.url}${path}`, {
      method: "POST",
      headers: { authorization: "Bearer sk-any", "content-type": "application/json" },
      body: JSON.stringify({ model: "gpt-4o", ...body }),
    }).catch(() => undefined);
    const text = await response?.text().catch(() => "broken off");
    answers.push(`${response?.status} ${text}`);
  }
  await emulator.close();
  return answers;
}

describe("an emulator with a seed", () => {
  it("gives the same bytes in two runs, faults included", async () => {
    const [first, second] = [await playScenario(11), await playScenario(11)];
    expect(first).toEqual(second);
  });

  it("tells equal requests apart", async () => {
    const [first, second] = await playScenario(11);
    expect(first).not.toBe(second);
  });

  it("gives other ids for another seed", async () => {
    expect(await playScenario(11)).not.toEqual(await playScenario(12));
  });
});
