import { RunnableLambda } from "@langchain/core/runnables";
import { tool } from "@langchain/core/tools";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { z as z3 } from "zod/v3";
import { convertResponseFormat, convertToolChoice, convertTools, toSchema } from "./tools.ts";

const schema = {
  type: "object" as const,
  properties: { city: { type: "string" as const } },
  required: ["city"],
  additionalProperties: false,
};
const name = "get_weather";
const description = "Says what the weather is";

describe("tools", () => {
  it.each([
    [
      "a tool with a Zod 4 schema",
      tool(() => "", { name, description, schema: z.object({ city: z.string() }) }),
    ],
    [
      "parameters with a Zod 3 schema",
      { name, description, schema: z3.object({ city: z3.string() }) },
    ],
    ["a tool with a JSON schema", tool(() => "", { name, description, schema })],
    [
      "parameters of a structured tool",
      { name, description, schema: z.object({ city: z.string() }) },
    ],
    [
      "an OpenAI definition",
      { type: "function", function: { name, description, parameters: schema } },
    ],
    [
      "a runnable as a tool",
      RunnableLambda.from((input: { city: string }) => input.city).asTool({
        name,
        description,
        schema: z.object({ city: z.string() }),
      }),
    ],
  ])("takes %s", (_form, given) => {
    expect(convertTools([given])).toMatchObject([
      {
        type: "function",
        name,
        description,
        parameters: {
          type: "object",
          properties: { city: { type: "string" } },
          required: ["city"],
        },
      },
    ]);
  });

  it("keeps the mark for the prompt cache of an OpenAI definition", () => {
    const marked = { type: "function", function: { name }, cache_control: { type: "ephemeral" } };
    expect(convertTools([marked])).toMatchObject([{ name, cacheControl: { type: "ephemeral" } }]);
  });

  it("sends a vendor's own tool as it is", () => {
    const value = { type: "web_search_preview", search_context_size: "low" };
    expect(convertTools([value])).toEqual([{ type: "raw", value }]);
  });

  it("applies strict to the tools that do not say so themselves", () => {
    const given = (own: object): object => ({ type: "function", function: { name, ...own } });
    expect(convertTools([given({}), given({ strict: false })], true)).toMatchObject([
      { strict: true },
      { strict: false },
    ]);
  });
});

describe("tool_choice", () => {
  it.each([
    ["auto", "auto"],
    ["none", "none"],
    ["any", "required"],
    ["required", "required"],
    ["get_weather", { toolName: "get_weather" }],
    [{ type: "function", function: { name } }, { toolName: "get_weather" }],
    [{ type: "tool", name }, { toolName: "get_weather" }],
    [{ type: "any" }, "required"],
    [{ type: "auto" }, "auto"],
  ])("%j means %j", (choice, expected) => {
    expect(convertToolChoice(choice)).toEqual(expected);
  });

  it("refuses an object that names no tool", () => {
    const choose = () => convertToolChoice({ tool: "x" });
    expect(choose).toThrow("tool_choice must be");
    expect(choose).toThrow(expect.objectContaining({ code: "invalid-argument" }));
  });
});

describe("response_format", () => {
  it("takes all of Chat Completions' forms", () => {
    expect(convertResponseFormat({ type: "text" })).toEqual({ type: "text" });
    expect(convertResponseFormat({ type: "json_object" })).toEqual({ type: "json-object" });
    expect(convertResponseFormat({ type: "json_object", schema })).toEqual({
      type: "json-object",
      schema,
    });
    const format = {
      type: "json_schema" as const,
      json_schema: { name: "weather", description, schema, strict: true },
    };
    const converted = { type: "json-schema", name: "weather", description, schema };
    expect(convertResponseFormat(format, true)).toEqual({ ...converted, strict: true });
    // Agents write true into every format.
    expect(convertResponseFormat(format)).toEqual(converted);
    const loose = { ...format, json_schema: { ...format.json_schema, strict: false } };
    expect(convertResponseFormat(loose)).toEqual({ ...converted, strict: false });
  });

  it("refuses any other form", () => {
    const form: Parameters<typeof convertResponseFormat>[0] = JSON.parse('{"type":"xml"}');
    expect(() => convertResponseFormat(form)).toThrow(
      expect.objectContaining({
        code: "invalid-argument",
        message: expect.stringContaining('"text", "json_object" or "json_schema"'),
      }),
    );
  });
});

describe("a schema", () => {
  it.each([
    ["of Zod 4", z.object({ city: z.string() })],
    ["of Zod 3", z3.object({ city: z3.string() })],
    ["in JSON", schema],
  ])("%s becomes JSON Schema", (_kind, given) => {
    expect(toSchema(given)).toMatchObject({
      type: "object",
      properties: { city: { type: "string" } },
      required: ["city"],
    });
  });
});
