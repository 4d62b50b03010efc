import { describe, expect, it } from "vitest";
import { canEnforceSchema, convertSchema } from "./convert-schema.ts";

const text = { type: "string" };

describe("a schema can hold an answer", () => {
  it.each([
    ["of named properties", { type: "object", properties: { a: text }, required: ["a"] }],
    [
      "whose definitions use others",
      {
        $ref: "#/$defs/a",
        $defs: { a: { type: "object", properties: { b: { $ref: "#/$defs/b" } } }, b: text },
      },
    ],
    ["of nothing", { type: "object", additionalProperties: false }],
    ["with definitions", { $ref: "#/$defs/a", $defs: { a: { type: "object", properties: {} } } }],
    [
      "that uses a definition twice",
      {
        type: "object",
        properties: { a: { $ref: "#/$defs/a" }, b: { $ref: "#/$defs/a" } },
        $defs: { a: text },
      },
    ],
  ])("%s", (_what, schema) => {
    expect(canEnforceSchema(schema)).toBe(true);
  });

  it.each([
    [
      "that contains itself",
      { $ref: "#/$defs/a", $defs: { a: { anyOf: [{ $ref: "#/$defs/a" }] } } },
    ],
    [
      "that contains itself by way of another",
      {
        $ref: "#/$defs/a",
        $defs: { a: { items: { $ref: "#/$defs/b" } }, b: { $ref: "#/$defs/a" } },
      },
    ],
    ["of free keys in a property", { type: "object", properties: { a: { type: "object" } } }],
    ["of free keys in one of a list", { type: "array", prefixItems: [{ type: "object" }] }],
    ["of free keys in one of several forms", { oneOf: [{ type: "object" }] }],
    ["of free keys in one of its parts", { allOf: [{ type: "object" }] }],
    ["that refers to nothing", { $ref: "#/$defs/a" }],
    ["that refers to another file", { $ref: "https://a.example/schema" }],
    ["of free keys", { type: "object", additionalProperties: text }],
    ["of keys by a pattern", { type: "object", patternProperties: { "^a": text } }],
    ["of anything", { type: "array", items: { type: ["object", "null"] } }],
    [
      "of many optional properties",
      {
        type: "object",
        properties: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`a${i}`, text])),
      },
    ],
  ])("but not one %s", (_what, schema) => {
    expect(canEnforceSchema(schema)).toBe(false);
  });
});

it("a constraint says in words what Anthropic cannot keep, at every depth", () => {
  expect(
    convertSchema({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      properties: {
        age: { type: "integer", description: "In years", minimum: 0, maximum: 150 },
        born: { type: "string", format: "date" },
        ip: { type: "string", format: "ip-or-host" },
        tags: { type: "array", items: { type: "string", pattern: "^a" }, minItems: 1 },
        kind: { oneOf: [{ const: "a" }, { enum: ["b", "c"] }] },
      },
      required: ["age"],
      additionalProperties: {},
      "x-own": 1,
    }),
  ).toEqual({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: {
      age: { type: "integer", description: "In years\nminimum: 0, maximum: 150" },
      born: { type: "string", format: "date" },
      ip: { type: "string", description: "format: ip-or-host" },
      tags: {
        type: "array",
        items: { type: "string", description: 'pattern: "^a"' },
        description: "minItems: 1",
      },
      kind: { anyOf: [{ const: "a" }, { enum: ["b", "c"] }] },
    },
    required: ["age"],
    additionalProperties: false,
  });
});

it("a constraint keeps what Anthropic enforces", () => {
  const schema = {
    $id: "https://a.example/schema",
    $ref: "#/$defs/a",
    title: "A",
    default: "a",
    type: ["string", "null"],
    enum: ["a", null],
    prefixItems: [text],
    anyOf: [text],
    allOf: [text],
    $defs: { a: text },
    definitions: { a: text },
  };
  expect(convertSchema(schema)).toEqual(schema);
});

it.each([
  "date-time",
  "time",
  "date",
  "duration",
  "email",
  "hostname",
  "uri",
  "ipv4",
  "ipv6",
  "uuid",
])("a constraint keeps the format %s", (format) => {
  expect(convertSchema({ type: "string", format })).toEqual({ type: "string", format });
});

it.each([
  { minimum: 1 },
  { maximum: 1 },
  { exclusiveMinimum: 1 },
  { exclusiveMaximum: 1 },
  { multipleOf: 1 },
  { minLength: 1 },
  { maxLength: 1 },
  { pattern: 1 },
  { minItems: 1 },
  { maxItems: 1 },
  { uniqueItems: 1 },
  { minProperties: 1 },
  { maxProperties: 1 },
])("a constraint says %j in words", (bound) => {
  const [name] = Object.keys(bound);
  expect(convertSchema(bound)).toEqual({ description: `${name}: 1` });
});
