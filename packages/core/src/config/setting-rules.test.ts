import { expect, it } from "vitest";
import { omitRules, oneOf, settingRules } from "./setting-rules.ts";

it.each([
  ["stringsByKey", [{ a: "b" }], [{ a: 1 }, "x"]],
  ["numbersByKey", [{ a: 1 }], [{ a: "1" }, [1]]],
  ["objectsByKey", [{ a: {} }], [{ a: 1 }, null]],
  ["key", ["sk-a", Promise.resolve("sk-a"), () => "sk-a"], [5, {}, null]],
  ["headers", [{ a: "b", c: undefined }, () => ({}), Promise.resolve({})], [{ a: 1 }, "x"]],
  ["budget", [{ maxUSD: 0 }], [{ maxUSD: -1 }, { maxUSD: "1" }, 1]],
  ["signal", [AbortSignal.timeout(1)], [{ aborted: false }, true]],
  ["cacheControl", [{ type: "ephemeral", ttl: "1h" }], [{ type: "ephemeral", ttl: "2h" }, {}]],
  ["speech", [{ voice: "alloy", format: "mp3" }], [{ voice: "alloy" }, { format: "mp3" }, "mp3"]],
  ["toolChoice", ["auto", { toolName: "t" }], ["any", { toolName: 1 }]],
  ["booleanOrCount", [true, 0, 3], ["3", -1, Number.NaN]],
  ["positiveOrZero", [0, 0.5], [-1, Number.NaN, "1"]],
  ["share", [0, 1], [-0.1, 1.1, "1"]],
  ["integer", [-1, 0], [0.5, "1"]],
  ["milliseconds", [1], [0, "10s"]],
  ["count", [0, 2], [-1, 0.5]],
  ["size", [1], [0]],
  ["objects", [[{}]], [[1], {}]],
] as const)("takes for %s what it says, and nothing else", (kind, good, bad) => {
  const { accepts } = settingRules[kind];
  expect(good.map((value) => accepts(value))).toEqual(good.map(() => true));
  expect(bad.map((value) => accepts(value))).toEqual(bad.map(() => false));
});

it("names one word alone, and the last of several after an or", () => {
  expect(oneOf("a").expected).toBe('"a"');
  expect(oneOf("a", "b", "c").expected).toBe('"a", "b" or "c"');
});

it("leaves out the rules of settings that a class does not take", () => {
  const { string: a, number: b, boolean: c } = settingRules;
  expect(omitRules({ a, b, c }, ["a", "c"])).toEqual({ b });
});
