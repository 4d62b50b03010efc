import { useEmulator } from "@cometapi/testing/emulated";
import { describe, expect, it } from "vitest";
import { CometAPIClient } from "../client.ts";
import type { UsageRecord } from "./usage-record.ts";

const emulator = useEmulator();

describe.each([
  ["chat", "deepseek-v4-pro"],
  ["responses", "gpt-5"],
  ["messages", "claude-sonnet-5"],
  ["gemini", "gpt-5"],
] as const)("the cost of an answer by %s", (api, model) => {
  const request = { model, api, messages: [{ role: "user" as const, content: "Say hello" }] };

  it.each(["whole", "streamed"])("is told %s, in the usage and to onUsage", async (manner) => {
    const records: UsageRecord[] = [];
    const client = new CometAPIClient({
      apiKey: "sk-x",
      baseURL: emulator.url,
      includeCost: true,
      onUsage: (record) => records.push(record),
    });
    const events =
      manner === "whole"
        ? (await client.chat(request)).events
        : (await Array.fromAsync((await client.streamChat(request)).batches)).flat();
    const usage = events.findLast((event) => event.type === "usage")?.usage;
    expect(usage?.charge).toMatchObject({
      source: "estimated",
      missing: [],
      pricesOf: expect.stringMatching(/^2/),
    });
    expect(usage?.charge?.usd).toBeGreaterThan(0);
    expect(records).toMatchObject([{ api, model, isComplete: true, cost: usage?.charge }]);
  });
});
