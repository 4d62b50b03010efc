import { expect, it } from "vitest";
import { stringifyArgument } from "./stringify-argument.ts";

it("what is sent holds no half of a character, wherever a text was cut", () => {
  const cut = "Well done 👍".slice(0, -1);
  expect(stringifyArgument({ messages: [{ role: "user", content: cut }] })).toBe(
    '{"messages":[{"role":"user","content":"Well done \ufffd"}]}',
  );
  const whole = { content: "👍", code: String.raw`"\ud83d"` };
  expect(JSON.parse(stringifyArgument(whole))).toEqual(whole);
});

it("what cannot be written is a wrong argument", () => {
  expect(() => stringifyArgument({ count: 1n })).toThrow(/cannot be written as JSON/);
});
