import { expect, it } from "vitest";
import { normalizeUsage } from "./normalize-usage.ts";

it("adds cached input to the input, and keeps what the service says of the cost", () => {
  const usage = {
    input_tokens: 1,
    cache_read_input_tokens: 2,
    cache_creation_input_tokens: 4,
    output_tokens: 8,
    cost: 0.5,
  };
  expect(normalizeUsage(usage)).toEqual({
    inputTokens: { total: 7, cacheRead: 2, cacheWrite: 4 },
    outputTokens: { total: 8 },
    totalTokens: 15,
    cost: 0.5,
    raw: usage,
  });
});

it.each([{ input_tokens: 1 }, { output_tokens: 1 }])("knows no total of %j", (usage) => {
  expect(normalizeUsage(usage)?.totalTokens).toBeUndefined();
});
