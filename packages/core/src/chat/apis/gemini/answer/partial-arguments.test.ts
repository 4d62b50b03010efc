import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isJSONObject } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";
import { parseJSONPath } from "./parse-json-path.ts";
import { PartialArguments } from "./partial-arguments.ts";

/** The JSON text that these pieces give. */
function join(...pieces: unknown[]): string {
  const collected = new PartialArguments();
  return pieces.map((piece) => collected.push(piece)).join("") + collected.end();
}

/** A value as pieces in the order of its text, its strings cut in two. */
function toPieces(path: string, value: JSONValue): JSONObject[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return [{ jsonPath: `${path}[]` }];
    return value.flatMap((entry, index) => toPieces(`${path}[${index}]`, entry));
  }
  if (isJSONObject(value)) {
    const members = Object.entries(value);
    if (members.length === 0) return path === "$" ? [] : [{ jsonPath: path }];
    return members.flatMap(([name, member = null]) => toPieces(`${path}.${name}`, member));
  }
  if (typeof value === "number") return [{ jsonPath: path, numberValue: value }];
  if (typeof value === "boolean") return [{ jsonPath: path, boolValue: value }];
  if (value === null) return [{ jsonPath: path, nullValue: "NULL_VALUE" }];
  const middle = Math.floor(value.length / 2);
  return [
    { jsonPath: path, stringValue: value.slice(0, middle), willContinue: true },
    { jsonPath: path, stringValue: value.slice(middle) },
  ];
}

describe("arguments that come in pieces", () => {
  it("are the JSON text of what was meant, whatever it was", () => {
    const name = fc.stringMatching(/^[a-z_]\w{0,6}$/);
    const { value } = fc.letrec<{ value: JSONValue }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.string({ unit: "grapheme" }),
        fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number || 0),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(name, tie("value"), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(name, value, { noNullPrototype: true }), (object) => {
        const text = join(...toPieces("$", object));
        expect(text === "" ? {} : JSON.parse(text)).toEqual(object);
      }),
    );
  });

  it("go into an object that was opened without a value", () => {
    expect(join({ jsonPath: "$.a" }, { jsonPath: "$.a.b", numberValue: 1 })).toBe('{"a":{"b":1}}');
  });

  it("are written again from all that came, where something in them was closed", () => {
    expect(
      join(
        { jsonPath: "$.a.b.c", stringValue: "x", willContinue: true },
        { jsonPath: "$.a.b.c", stringValue: "y" },
        { jsonPath: "$.d", numberValue: 1 },
        { jsonPath: "$.a.e.f", numberValue: 2 },
        { jsonPath: "$.a.e.g", numberValue: 3 },
      ),
    ).toBe(
      '{"a":{"b":{"c":"xy"}},"d":1,"a":{"b":{"c":"xy"},"e":{"f":2}},"a":{"b":{"c":"xy"},"e":{"f":2,"g":3}}}',
    );
  });

  it("grow as text, so that every piece can be shown at once", () => {
    const collected = new PartialArguments();
    const pieces = [
      { jsonPath: "$.city", stringValue: "Par", willContinue: true },
      { jsonPath: "$.city", stringValue: 'is "', willContinue: true },
      { jsonPath: "$.city", stringValue: "" },
      { jsonPath: "$.days[0].high", numberValue: 21.5 },
      { jsonPath: "$.days[1].high", numberValue: 22 },
    ];
    expect(pieces.map((piece) => collected.push(piece))).toEqual([
      '{"city":"Par',
      'is \\"',
      '"',
      ',"days":[{"high":21.5',
      '},{"high":22',
    ]);
    expect(collected.end()).toBe("}]}");
  });

  it("come again whole where a piece belongs to a list that was closed", () => {
    const text = join(
      { jsonPath: "$.a[0].x", numberValue: 1 },
      { jsonPath: "$.a[1].x", numberValue: 2 },
      { jsonPath: "$.a[0].y", numberValue: 3 },
    );
    expect(JSON.parse(text)).toEqual({ a: [{ x: 1, y: 3 }, { x: 2 }] });
  });

  it("come again whole where a piece belongs to something that was closed", () => {
    const text = join(
      { jsonPath: "$.a.x", numberValue: 1 },
      { jsonPath: "$.b", numberValue: 2 },
      { jsonPath: "$.a.y", stringValue: "late", willContinue: true },
      { jsonPath: "$.a.y", stringValue: "r" },
      { jsonPath: "$.b", numberValue: 3 },
    );
    expect(JSON.parse(text)).toEqual({ a: { x: 1, y: "later" }, b: 3 });
  });

  it.each([
    [[{ jsonPath: "$.a[7]", numberValue: 1 }], { a: [1] }],
    [[{ jsonPath: "$.a[4294967295].b", numberValue: 1 }], { a: [{ b: 1 }] }],
    [[{ jsonPath: "$.list[]" }], { list: [] }],
    [[{ jsonPath: "$.a[0]", numberValue: 1 }, { jsonPath: "$.a[]" }], { a: [1] }],
    [
      [
        { jsonPath: "$.a", stringValue: "x" },
        { jsonPath: "$.a", stringValue: "" },
      ],
      { a: "x" },
    ],
    [
      [
        { jsonPath: "$.a", willContinue: true },
        { jsonPath: "$.a.b", boolValue: true },
      ],
      { a: { b: true } },
    ],
    [[{ jsonPath: "$['a b'].c", stringValue: "" }], { "a b": { c: "" } }],
  ])("of %j are %j", (pieces, expected) => {
    expect(JSON.parse(join(...pieces))).toEqual(expected);
  });

  it("leave out a path that is deeper than any value may be", () => {
    expect(join({ jsonPath: `$${".a".repeat(100_000)}`, numberValue: 1 })).toBe("");
  });

  it("keep the name that objects have for their prototype to themselves", () => {
    expect(join({ jsonPath: "$.__proto__.x", numberValue: 1 })).toBe('{"__proto__":{"x":1}}');
    expect({}).not.toHaveProperty("x");
  });

  it.each([undefined, null, 7, "$.a", {}, { jsonPath: 7 }, { jsonPath: "$" }])(
    "leave %j out",
    (piece) => {
      expect(join(piece)).toBe("");
    },
  );
});

describe("a JSON path", () => {
  it.each([
    ["$.a", ["a"]],
    ["$.items[0].name", ["items", 0, "name"]],
    ["$[0][12]", [0, 12]],
    [`$['a.b']["c d"]`, ["a.b", "c d"]],
    ["$.list[]", ["list"]],
    ["$.$price", ["$price"]],
    ["$", []],
  ])("%s is %j", (path, steps) => {
    expect(parseJSONPath(path)).toEqual(steps);
  });
});
