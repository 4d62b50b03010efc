import { describe, expect, it } from "vitest";
import type { JSONObject } from "../../../json.ts";
import { isStrictSchema } from "./is-strict-schema.ts";

function closed(properties: JSONObject): JSONObject {
  const required = Object.keys(properties);
  return { type: "object", properties, required, additionalProperties: false };
}

const text = { type: "string" };

describe("a schema is taken as strict", () => {
  it.each<[string, JSONObject]>([
    ["without properties", closed({})],
    ["with closed objects inside", closed({ a: closed({ b: text }), c: { type: "null" } })],
    ["with lists of closed objects", closed({ a: { type: "array", items: closed({}) } })],
    ["with alternatives below its root", closed({ a: { anyOf: [text, closed({})] } })],
    ["with definitions", { ...closed({ a: { $ref: "#/$defs/b" } }), $defs: { b: closed({}) } }],
    [
      "with a closed object that has no type",
      closed({ a: { properties: {}, required: [], additionalProperties: false } }),
    ],
    ["with values in place of a type", closed({ a: { enum: ["x"] }, b: { const: "x" } })],
    ["with a property called default", closed({ default: text })],
    ["with patterns that look at what is there", closed({ a: { ...text, pattern: "^(?:a)$" } })],
  ])("%s", (_what, schema) => {
    expect(isStrictSchema(schema)).toBe(true);
  });
});

describe("a schema is not taken as strict", () => {
  it.each<[string, JSONObject]>([
    ["whose root is no object", { type: "array", items: text }],
    ["whose root has alternatives", { ...closed({}), anyOf: [closed({})] }],
    ["that is open", { type: "object", properties: {} }],
    ["with a property that may be missing", { ...closed({ a: text }), required: [] }],
    ["with an open object inside", closed({ a: { type: ["object", "null"] } })],
    ["with an open object by its properties", closed({ a: { properties: { b: text } } })],
    ["with an open object in a list", closed({ a: { type: "array", items: { type: "object" } } })],
    ["with an open alternative", closed({ a: { anyOf: [{ type: "object" }] } })],
    ["with an open definition", { ...closed({}), definitions: { a: { type: "object" } } }],
    ["with words that strict mode does not know", closed({ a: { allOf: [text] } })],
    ["with a value to fill in", closed({ a: { ...text, default: "x" } })],
    ["with names of properties", { ...closed({}), propertyNames: { pattern: "a" } }],
    ["with a pattern that looks around", closed({ a: { ...text, pattern: "(?<!a)b" } })],
    ["with a schema that is none", closed({ a: true })],
    ["with a value that may be anything", closed({ a: { description: "Anything." } })],
    [
      "with an open definition by its newer name",
      { ...closed({}), $defs: { a: { type: "object" } } },
    ],
    ["with one of several", closed({ a: { ...text, oneOf: [text] } })],
    ["with what it must not be", closed({ a: { ...text, not: text } })],
    ["with a condition", closed({ a: { ...text, if: text } })],
    ["with what follows a condition", closed({ a: JSON.parse('{"type":"string","then":{}}') })],
    ["with what follows else", closed({ a: { ...text, else: text } })],
    ["with dependent properties", closed({ a: { ...text, dependentRequired: {} } })],
    ["with dependent schemas", closed({ a: { ...text, dependentSchemas: {} } })],
    ["with properties by a pattern", { ...closed({}), patternProperties: {} }],
    ["with properties nobody evaluates", { ...closed({}), unevaluatedProperties: false }],
    ["with what a list contains", closed({ a: { type: "array", items: text, contains: text } })],
    ["with all of a list", closed({ a: { ...text, allOf: [text] } })],
    ["with a tuple", closed({ a: { type: "array", prefixItems: [text] } })],
  ])("%s", (_what, schema) => {
    expect(isStrictSchema(schema)).toBe(false);
  });
});
