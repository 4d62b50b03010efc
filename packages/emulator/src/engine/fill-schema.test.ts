import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fillSchema } from "./fill-schema.ts";
import type { FillSource } from "./fill-source.ts";
import { findFacts } from "./find-facts.ts";
import { findTopic } from "./find-topic.ts";

const requests = [
  "Ada Lovelace (ada@example.com) is 36 years old and lives in London.",
  "Book 2 rooms in Oslo from 2026-05-01, budget 12.5",
  "",
  "-7 and 1000000",
];

const sourceOf = (request: string, isSparse: boolean): FillSource => ({
  request,
  facts: findFacts(request),
  topic: findTopic(request),
  answer: "An answer.",
  isSparse,
});

const bounds = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 50 }));
const leaf: fc.Arbitrary<z.ZodType> = fc.oneof(
  fc.constant(z.string()),
  fc.tuple(fc.nat(4), fc.nat(20)).map(([least, more]) =>
    z
      .string()
      .min(least)
      .max(least + more),
  ),
  fc.constantFrom(z.email(), z.uuid(), z.url(), z.iso.date(), z.iso.datetime(), z.ipv4()),
  bounds.map(([least, more]) =>
    z
      .int()
      .min(least)
      .max(least + more),
  ),
  bounds.map(([least, more]) =>
    z
      .number()
      .min(least)
      .max(least + more + 1),
  ),
  fc.nat(9).map((step) => z.int().multipleOf(step + 1)),
  fc.constant(z.boolean()),
  fc.constant(z.null()),
  fc.constant(z.enum(["red", "green", "blue"])),
  fc.constant(z.literal("fixed")),
  fc.constant(z.literal(7)),
);
const list = z.strictObject({
  value: z.number(),
  get next() {
    return z.nullable(list);
  },
});
const tree = z.strictObject({
  name: z.string(),
  get left() {
    return z.union([tree, z.null()]);
  },
  get right() {
    return z.union([tree, z.null()]);
  },
  get children() {
    return z.array(tree);
  },
});
const expression = z.union([
  z.strictObject({
    operator: z.literal("+"),
    get left() {
      return expression;
    },
    get right() {
      return expression;
    },
  }),
  z.strictObject({ number: z.number() }),
]);
const schema = fc.letrec<{ node: z.ZodType }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.constantFrom(list, tree, expression),
    tie("node").map((node) => z.nullable(node)),
    fc.tuple(tie("node"), fc.nat(2), fc.nat(2)).map(([node, least, more]) =>
      z
        .array(node)
        .min(least)
        .max(least + more),
    ),
    fc.tuple(tie("node"), tie("node")).map(([one, other]) => z.union([one, other])),
    fc
      .dictionary(
        fc.constantFrom("name", "city", "age", "price", "tags", "isOpen", "to"),
        tie("node"),
      )
      .map((shape) => z.strictObject(shape)),
    fc.tuple(leaf, tie("node")).map(([one, other]) => z.object({ one: one.optional(), other })),
  ),
})).node;

describe("fillSchema", () => {
  it("satisfies any satisfiable schema, whatever the text says", () => {
    fc.assert(
      fc.property(schema, fc.constantFrom(...requests), fc.boolean(), (type, request, isSparse) => {
        const json = z.toJSONSchema(type);
        const filled = fillSchema(json, sourceOf(request, isSparse));
        const problem = type.safeParse(filled).error?.message;
        expect(problem, `${JSON.stringify(json)} filled with ${JSON.stringify(filled)}`).toBe(
          undefined,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it("comes to an end where a schema cannot: required objects stay empty then", () => {
    const endless = {
      type: "object",
      properties: {
        one: { $ref: "#" },
        other: { $ref: "#" },
        more: { type: "array", items: { $ref: "#" }, minItems: 2 },
      },
      required: ["one", "other", "more"],
    };
    expect(fillSchema(endless, sourceOf("", false))).toMatchObject({ one: { one: {} } });
  });

  it("leaves optional arguments out that the text says nothing about", () => {
    const parameters = {
      type: "object",
      properties: {
        city: { type: "string" },
        unit: { type: "string", enum: ["celsius", "fahrenheit"] },
        days: { type: "integer" },
      },
      required: ["city"],
    };
    expect(fillSchema(parameters, sourceOf("Weather in Oslo?", true))).toEqual({ city: "Oslo" });
    expect(fillSchema(parameters, sourceOf("3 days of Oslo weather in Fahrenheit", true))).toEqual({
      city: "Oslo",
      unit: "fahrenheit",
      days: 3,
    });
  });
});
