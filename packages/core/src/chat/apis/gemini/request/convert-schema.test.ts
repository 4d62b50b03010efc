import { describe, expect, it } from "vitest";
import { convertSchema } from "./convert-schema.ts";

describe("a JSON Schema", () => {
  it("is sent as it is where Gemini knows its words", () => {
    const schema = {
      type: "object",
      properties: {
        name: { type: ["string", "null"], description: "Who." },
        tags: { type: "array", items: { $ref: "#/$defs/tag" }, minItems: 1 },
        either: { anyOf: [{ type: "string" }, { type: "integer", minimum: 0 }] },
      },
      required: ["name"],
      additionalProperties: false,
      $defs: { tag: { enum: ["a", "b"] } },
    };
    expect(convertSchema(schema)).toEqual(schema);
  });

  it.each([
    [{ $schema: "http://json-schema.org/draft-07/schema#", type: "object" }, { type: "object" }],
    [{ const: "a" }, { enum: ["a"] }],
    [{ type: "boolean", const: true }, { type: "boolean" }],
    [{ type: "string", nullable: true }, { type: ["string", "null"] }],
    [
      { allOf: [{ const: 1 }], title: "T" },
      { enum: [1], title: "T" },
    ],
    [{ allOf: [{ const: 1 }, {}] }, { allOf: [{ enum: [1] }, {}] }],
    [
      { items: { $ref: "#/definitions/tag" }, definitions: { tag: { const: "a" } } },
      { items: { $ref: "#/$defs/tag" }, $defs: { tag: { enum: ["a"] } } },
    ],
    [{ additionalProperties: { const: "a" } }, { additionalProperties: { enum: ["a"] } }],
    [{ prefixItems: [{ const: "a" }] }, { prefixItems: [{ enum: ["a"] }] }],
    [{ anyOf: [{ const: "a" }] }, { anyOf: [{ enum: ["a"] }] }],
    [{ not: { const: "a" } }, { not: { enum: ["a"] } }],
    [{ oneOf: [{ const: "a" }, true] }, { oneOf: [{ enum: ["a"] }, true] }],
  ])("%j is %j", (schema, expected) => {
    expect(convertSchema(schema)).toEqual(expected);
  });

  it("keeps properties whose names are words of the schema language", () => {
    const schema = {
      type: "object",
      properties: { const: { const: "a" }, $schema: { type: "string" } },
    };
    expect(convertSchema(schema)).toEqual({
      type: "object",
      properties: { const: { enum: ["a"] }, $schema: { type: "string" } },
    });
  });

  it("that a user may still hold is not changed", () => {
    const schema = { properties: { a: { const: 1 } } };
    convertSchema(schema);
    expect(schema).toEqual({ properties: { a: { const: 1 } } });
  });
});
