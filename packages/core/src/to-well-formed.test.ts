import { expect, it } from "vitest";
import { toWellFormed } from "./to-well-formed.ts";

it("half of a surrogate pair is replaced wherever it stands, and nothing else is", () => {
  const half = "\ud83d";
  const value = { a: [`b${half}`, { [half]: half, d: 1 }], e: "😀", f: null };
  expect(toWellFormed(value)).toEqual({
    a: ["b\ufffd", { "\ufffd": "\ufffd", d: 1 }],
    e: "😀",
    f: null,
  });
  expect(value.a[0], "what was given is not changed").toBe(`b${half}`);
});
