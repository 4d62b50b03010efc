import { expect, it } from "vitest";
import { mergeJSON } from "./merge-json.ts";

it("merges objects member by member, and replaces everything else", () => {
  expect(
    mergeJSON(
      { a: { kept: 1, changed: 1, list: [1] }, b: 1 },
      { a: { changed: 2, list: [2] }, c: { d: 1 } },
    ),
  ).toEqual({ a: { kept: 1, changed: 2, list: [2] }, b: 1, c: { d: 1 } });
});

it("takes a member away that is undefined", () => {
  expect(mergeJSON({ a: 1, b: 1 }, { a: undefined })).toEqual({ b: 1 });
});

it("keeps a member called __proto__ a member", () => {
  const merged = mergeJSON({}, JSON.parse('{"__proto__": {"a": 1}}'));
  expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
});
