import { createInMemoryFetch } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { toJsonSchema } from "@langchain/core/utils/json_schema";
import { z } from "zod";
import { z as z3 } from "zod/v3";
import {
  bodyOf,
  completionOf,
  createScriptedModel,
  failureOf,
  scriptedKey,
  streamOf,
} from "../test/scripted-model.ts";
import { ChatCometAPI } from "./chat-model.ts";
import { readRecord } from "./read-field.ts";

const zod4 = z.object({ city: z.string() }).describe("Where it is");
const json = {
  title: "place",
  description: "Where it is",
  type: "object",
  properties: { city: { type: "string" } },
  required: ["city"],
};
/** A schema of another library: Standard Schema with JSON Schema. */
const standard = {
  "~standard": {
    version: 1 as const,
    vendor: "test",
    validate: (value: unknown) =>
      typeof value === "object" &&
      value !== null &&
      "city" in value &&
      typeof value.city === "string"
        ? { value: { city: value.city } }
        : { issues: [{ message: "city is missing" }] },
    jsonSchema: { input: () => json, output: () => json },
  },
};
const schemas: [string, object, string][] = [
  ["Zod 4", zod4, "extract"],
  ["Zod 3", z3.object({ city: z3.string() }).describe("Where it is"), "extract"],
  ["Standard Schema", standard, "place"],
  ["JSON Schema", json, "place"],
];

function toolAnswer(name: string, args: string): Response {
  return completionOf(
    {
      content: null,
      tool_calls: [{ id: "1", type: "function", function: { name, arguments: args } }],
    },
    { finishReason: "tool_calls" },
  );
}

async function readAll(stream: Promise<AsyncIterable<unknown>>): Promise<unknown[]> {
  const values: unknown[] = [];
  for await (const value of await stream) values.push(value);
  return values;
}

describe.each(schemas)("a %s schema", (_kind, schema, name) => {
  it("by functionCalling is the one tool, and must be called", async () => {
    const { model, requests } = createScriptedModel([toolAnswer(name, '{"city":"Oslo"}')]);
    expect(await model.withStructuredOutput(schema).invoke("Hi")).toEqual({ city: "Oslo" });
    expect(bodyOf(requests[0])).toMatchObject({
      tools: [{ function: { name, parameters: { properties: { city: { type: "string" } } } } }],
      tool_choice: { type: "function", function: { name } },
    });
  });

  it("by jsonSchema is what the vendor keeps to", async () => {
    const { model, requests } = createScriptedModel([completionOf({ content: '{"city":"Oslo"}' })]);
    const options = { method: "jsonSchema", strict: true };
    expect(await model.withStructuredOutput(schema, options).invoke("Hi")).toEqual({
      city: "Oslo",
    });
    expect(bodyOf(requests[0])).toMatchObject({
      response_format: {
        type: "json_schema",
        json_schema: { name, strict: true, schema: { properties: { city: { type: "string" } } } },
      },
    });
  });

  it("by jsonMode is left to the prompt", async () => {
    const { model, requests } = createScriptedModel([
      completionOf({ content: '```json\n{"city":"Oslo"}\n```' }),
    ]);
    const structured = model.withStructuredOutput(schema, { method: "jsonMode" });
    expect(await structured.invoke("Answer in JSON")).toEqual({ city: "Oslo" });
    expect(bodyOf(requests[0])).toHaveProperty("response_format", { type: "json_object" });
  });

  it.each([
    ["messages", "claude-sonnet-4-5", "output_config.format.schema"],
    ["gemini", "gemini-2.5-flash", "generationConfig.responseJsonSchema"],
  ] as const)("by jsonMode is what the vendor keeps to on %s", async (api, id, place) => {
    const { fetch, requests } = createInMemoryFetch([new Response(null, { status: 400 })]);
    const settings = { apiKey: scriptedKey, maxRetries: 0, api, fetch };
    const model = new ChatCometAPI(id, settings);
    await failureOf(model.withStructuredOutput(schema, { method: "jsonMode" }).invoke("Hi"));
    expect(bodyOf(requests[0])).toHaveProperty(`${place}.properties.city.type`, "string");
  });

  it("goes with the raw message when asked, null where the answer does not fit", async () => {
    const { model } = createScriptedModel([
      toolAnswer(name, '{"city":"Oslo"}'),
      completionOf({ content: "I'd rather not." }),
    ]);
    const structured = model.withStructuredOutput(schema, { includeRaw: true });
    expect(await structured.invoke("Hi")).toMatchObject({
      raw: { tool_calls: [{ name }] },
      parsed: { city: "Oslo" },
    });
    expect(await structured.invoke("Hi")).toMatchObject({
      raw: { content: "I'd rather not." },
      parsed: null,
    });
  });
});

describe.each(["jsonSchema", "jsonMode", "functionCalling"])(
  "an answer that is not held to the schema, by %s,",
  (method) => {
    it.each([
      ["in a fence", '```json\n{"city":"Oslo"}\n```'],
      ["within words", 'Here it is: {"city":"Oslo"}. Anything else?'],
      ["in a fence within words", 'Sure!\n```\n{"city":"Oslo"}\n```\nDone.'],
      ["wrapped", '{"answer":{"city":"Oslo"}}'],
    ])("is read %s, and asked for once", async (_where, content) => {
      for (const schema of [zod4, standard]) {
        const { model, requests } = createScriptedModel([
          completionOf({ content }),
          streamOf([{ content }], { splitEvery: 9 }),
        ]);
        const structured = model.withStructuredOutput(schema, { method });
        expect(await structured.invoke("Hi")).toEqual({ city: "Oslo" });
        expect((await readAll(structured.stream("Hi"))).at(-1)).toEqual({ city: "Oslo" });
        expect(requests).toHaveLength(2);
      }
    });

    it("fails with the schema's own complaints where nothing of it fits", async () => {
      const { model } = createScriptedModel([completionOf({ content: 'So: {"town":"Oslo"}' })]);
      const error = await failureOf(model.withStructuredOutput(zod4, { method }).invoke("Hi"));
      expect(error).toMatchObject({ lc_error_code: "OUTPUT_PARSING_FAILURE" });
      expect(String(error)).toMatch(/expected string, received undefined[^]*|city/);
    });
  },
);

describe("structured output", () => {
  it("checks the answer against the schema", async () => {
    const { model } = createScriptedModel([toolAnswer("extract", '{"town":"Oslo"}')]);
    expect(await failureOf(model.withStructuredOutput(zod4).invoke("Hi"))).toMatchObject({
      lc_error_code: "OUTPUT_PARSING_FAILURE",
    });
  });

  it("fails with what the model said when it did not call the tool", async () => {
    const { model } = createScriptedModel([completionOf({ content: "I'd rather not." })]);
    expect(await failureOf(model.withStructuredOutput(zod4).invoke("Hi"))).toMatchObject({
      lc_error_code: "OUTPUT_PARSING_FAILURE",
      llmOutput: "I'd rather not.",
    });
  });

  it.each(["functionCalling", "jsonSchema"])(
    "by %s fails with the model's refusal, whole and streamed",
    async (method) => {
      const refusal = "I will not do that.";
      const { model } = createScriptedModel([
        completionOf({ content: null, refusal }),
        streamOf([{ refusal: "I will " }, { refusal: "not do that." }], { splitEvery: 50 }),
        completionOf({ content: null, refusal }),
      ]);
      const structured = model.withStructuredOutput(zod4, { method });
      const expected = {
        lc_error_code: "OUTPUT_PARSING_FAILURE",
        message: expect.stringContaining(refusal),
        llmOutput: refusal,
      };
      expect(await failureOf(structured.invoke("Hi"))).toMatchObject(expected);
      expect(await failureOf(readAll(structured.stream("Hi")))).toMatchObject(expected);
      const raw = model.withStructuredOutput(zod4, { method, includeRaw: true });
      expect(await raw.invoke("Hi")).toMatchObject({
        raw: { additional_kwargs: { refusal } },
        parsed: null,
      });
    },
  );

  it("that is streamed fails too when the tool was not called", async () => {
    const { model } = createScriptedModel([
      streamOf([{ content: "I'd rather " }, { content: "not." }]),
    ]);
    const structured = model.withStructuredOutput(zod4);
    expect(await failureOf(readAll(structured.stream("Hi")))).toMatchObject({
      lc_error_code: "OUTPUT_PARSING_FAILURE",
      llmOutput: "I'd rather not.",
    });
  });

  it("grows while it is streamed", async () => {
    const { model } = createScriptedModel([
      streamOf([{ content: '{"city":"Os' }, { content: 'lo"}' }], { splitEvery: 200 }),
    ]);
    const structured = model.withStructuredOutput(json, { method: "jsonSchema" });
    expect(await readAll(structured.stream("Hi"))).toEqual([{ city: "Os" }, { city: "Oslo" }]);
  });

  it.each([
    ["a title with a space", "Weather report", "extract"],
    ["a title that is too long", "a".repeat(65), "extract"],
    ["a title that may be a name", "Weather-report_2", "Weather-report_2"],
  ])("by the name of its schema: %s", async (_what, title, name) => {
    const { model, requests } = createScriptedModel([
      toolAnswer(name, '{"city":"Oslo"}'),
      completionOf({ content: '{"city":"Oslo"}' }),
    ]);
    const schema = z.object({ city: z.string() }).meta({ title });
    expect(await model.withStructuredOutput(schema).invoke("Hi")).toEqual({ city: "Oslo" });
    expect(bodyOf(requests[0])).toMatchObject({
      tools: [{ function: { name } }],
      tool_choice: { function: { name } },
    });
    await model.withStructuredOutput(schema, { method: "jsonSchema" }).invoke("Hi");
    expect(bodyOf(requests[1])).toMatchObject({ response_format: { json_schema: { name } } });
  });

  it.each([
    ["a Zod schema that keeps strict mode's rules", zod4, {}, true],
    ["a Zod 3 schema that keeps them", z3.object({ city: z3.string() }), {}, true],
    ["the same where the user says no", zod4, { strict: false }, false],
    ["a Zod schema that breaks them", z.object({ city: z.string().optional() }), {}, undefined],
    ["JSON Schema", json, {}, undefined],
    ["a Standard Schema", standard, {}, undefined],
  ])("by jsonSchema says whether it is strict: %s", async (_what, schema, options, strict) => {
    const { model, requests } = createScriptedModel([completionOf({ content: '{"city":"Oslo"}' })]);
    await model.withStructuredOutput(schema, { method: "jsonSchema", ...options }).invoke("Hi");
    const format = bodyOf(requests[0])["response_format"];
    expect(readRecord(format, "json_schema")?.["strict"]).toBe(strict);
  });

  it("takes the name the user gives, and OpenAI's function definition", async () => {
    const { model, requests } = createScriptedModel([
      toolAnswer("where", '{"city":"Oslo"}'),
      toolAnswer("place", '{"city":"Oslo"}'),
    ]);
    await model.withStructuredOutput(zod4, { name: "where" }).invoke("Hi");
    expect(bodyOf(requests[0])).toMatchObject({ tools: [{ function: { name: "where" } }] });
    const definition = { name: "place", description: "Where", parameters: json };
    await model.withStructuredOutput(definition).invoke("Hi");
    expect(bodyOf(requests[1])).toMatchObject({
      tools: [{ function: { name: "place", description: "Where", parameters: json } }],
    });
  });

  it("works for a model that writes v1 content", async () => {
    const { model } = createScriptedModel([completionOf({ content: '{"city":"Oslo"}' })], {
      outputVersion: "v1",
    });
    const structured = model.withStructuredOutput(zod4, { method: "jsonSchema" });
    expect(await structured.invoke("Hi")).toEqual({ city: "Oslo" });
  });

  it("reports its method and the given schema to traces", async () => {
    const { model } = createScriptedModel([toolAnswer("extract", '{"city":"Oslo"}')]);
    let options: unknown;
    await model.withStructuredOutput(zod4).invoke("Hi", {
      callbacks: [
        { handleChatModelStart: (...[, , , , extra]) => void (options = extra?.["options"]) },
      ],
    });
    expect(options).toMatchObject({
      ls_structured_output_format: {
        kwargs: { method: "functionCalling" },
        schema: toJsonSchema(zod4),
      },
    });
  });

  it("refuses a method it does not know, before anything is sent", () => {
    const { model } = createScriptedModel([]);
    expect(() => model.withStructuredOutput(zod4, { method: "xml" })).toThrow('not "xml"');
  });
});
