import { describe, expect, it } from "vitest";
import { ask, tool } from "../../test/ask.ts";

const million = 1_000_000;
const repeat = (text: string): string => text.repeat(Math.ceil(million / text.length));

const tools = [
  tool("get_weather", "Weather in a city", { city: { type: "string" } }),
  tool("calculator", "Evaluates an expression", { expression: { type: "string" } }),
];
const schema = {
  type: "object",
  properties: { name: { type: "string" }, email: { type: "string" }, age: { type: "number" } },
};

describe("the engine's patience", () => {
  it.each([
    ["one long word", repeat("a")],
    ["nothing but spaces", repeat(" ")],
    ["nothing but lines", repeat("\n")],
    ["one long number", repeat("1")],
    ["a sum without end", repeat("1+")],
    ["brackets that never close", `${repeat("(")}1+1`],
    ["mail addresses that never end", repeat("a@")],
    ["dots", repeat(".")],
    ["quotation marks", repeat('"')],
    ["capitals", repeat("Ab")],
    ["a list of places", repeat("in Paris, ")],
    ["requests to please", repeat("please ")],
    ["links", repeat("http://")],
    ["prose", repeat("The quick brown fox jumps over the lazy dog. ")],
    ["lone surrogates", repeat("\uD83D")],
  ])("answers a megabyte of %s in under a second", (_name, text) => {
    const before = process.cpuUsage();
    ask(text);
    ask(text, { tools, toolChoice: { kind: "required" } });
    ask(text, { outputFormat: { kind: "schema", schema } });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000, "milliseconds of CPU time").toBeLessThan(3000);
  });
});
