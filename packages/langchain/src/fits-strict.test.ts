import { toJsonSchema } from "@langchain/core/utils/json_schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { fitsStrict } from "./fits-strict.ts";

const place = z.object({ city: z.string() });

describe("OpenAI's strict mode", () => {
  it.each([
    ["an object", place],
    ["lists and objects within", z.object({ places: z.array(place) })],
    ["a value that may be null", z.object({ city: z.string().nullable() })],
    ["one of several values", z.object({ unit: z.enum(["C", "F"]), kind: z.literal("a") })],
  ])("takes %s", (_what, schema) => {
    expect(fitsStrict(toJsonSchema(schema))).toBe(true);
  });

  it.each([
    ["what is no object", z.array(place)],
    ["an optional property", z.object({ city: z.string().optional() })],
    ["an optional property further in", z.object({ list: z.array(place.partial()) })],
    ["a record", z.object({ names: z.record(z.string(), z.string()) })],
    ["a value that may be anything", z.object({ value: z.unknown() })],
    ["a tuple", z.object({ pair: z.tuple([z.string(), z.number()]) })],
    [
      "a discriminated union",
      z.object({
        shape: z.discriminatedUnion("type", [
          z.object({ type: z.literal("a") }),
          z.object({ type: z.literal("b") }),
        ]),
      }),
    ],
  ])("refuses %s", (_what, schema) => {
    expect(fitsStrict(toJsonSchema(schema))).toBe(false);
  });

  it("refuses an object that may hold more", () => {
    expect(fitsStrict({ type: "object", properties: {} })).toBe(false);
    expect(fitsStrict({ type: "object", properties: {}, additionalProperties: true })).toBe(false);
  });
});
