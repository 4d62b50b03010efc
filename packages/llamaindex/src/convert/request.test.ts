import { sampleOptions } from "@cometapi/testing";
import { expect, it } from "vitest";
import { z } from "zod";
import * as z3 from "zod/v3";
import { optionRules } from "../settings/chat-options.ts";
import { convertRequest } from "./request.ts";

const messages = [{ role: "user" as const, content: "Hello" }];
const tool = { metadata: { name: "now", description: "Tells the time" }, call: () => "9" };

/** The request as it would be sent: without what is undefined. */
function request(...params: Parameters<typeof convertRequest>): unknown {
  return JSON.parse(JSON.stringify(convertRequest(...params)));
}

it("sends nothing that was not set", () => {
  expect(request("gpt-5", { messages }, {})).toEqual({
    model: "gpt-5",
    messages: [{ role: "user", content: "Hello" }],
    includeRaw: true,
  });
});

it("sends every option, zero and false included", () => {
  const { signal: _signal, tag: _tag, ...requestRules } = optionRules;
  const options = {
    ...sampleOptions(requestRules),
    temperature: 0,
    topP: 0.5,
    topK: 0,
    maxTokens: 1,
    presencePenalty: 0,
    frequencyPenalty: 0,
    stopSequences: ["."],
    seed: 0,
    reasoningEffort: "low",
    toolChoice: "none" as const,
    parallelToolCalls: false,
    logprobs: false,
    logitBias: { 1: 2 },
    modalities: ["text"],
    user: "ada",
    api: "messages" as const,
    reasoningBudget: 2048,
    reasoningSummary: "auto",
    verbosity: "low",
    serviceTier: "flex",
    store: false,
    promptCacheKey: "p",
    metadata: { team: "blue" },
    cacheControl: { type: "ephemeral" as const },
    safetySettings: [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "BLOCK_NONE" }],
    vendorOptions: { anthropic: { effort: "low" } },
    extraBody: { service_tier: "flex" },
    vendorTools: [
      { id: "openai.web_search" },
      { id: "google.google_search", name: "search", args: { mode: "MODE_DYNAMIC" } },
    ],
  };
  const { maxTokens, vendorTools: _vendorTools, ...others } = options;
  expect(Object.keys(options).toSorted()).toEqual(Object.keys(requestRules).toSorted());
  expect(request("m", { messages, tools: [tool] }, options)).toMatchObject({
    ...others,
    maxOutputTokens: maxTokens,
    tools: [
      { type: "function", name: "now", description: "Tells the time" },
      { type: "vendor", id: "openai.web_search", name: "web_search", args: {} },
      {
        type: "vendor",
        id: "google.google_search",
        name: "search",
        args: { mode: "MODE_DYNAMIC" },
      },
    ],
  });
});

it("leaves out the empty tool list of an agent without tools, and what says how to call them", () => {
  const options = { toolChoice: "required" as const, parallelToolCalls: false };
  const sent = request("m", { messages, tools: [] }, options);
  expect(sent).not.toHaveProperty("tools");
  expect(sent).not.toHaveProperty("toolChoice");
  expect(sent).not.toHaveProperty("parallelToolCalls");
});

it.each([
  ["zod 4", z.object({ city: z.string() })],
  ["zod 3", z3.z.object({ city: z3.z.string() })],
  ["JSON Schema", { type: "object", properties: { city: { type: "string" } } }],
])("takes tool parameters as %s", (_name, parameters) => {
  const withParameters = { metadata: Object.assign({ parameters }, tool.metadata) };
  expect(request("m", { messages, tools: [withParameters] }, {})).toMatchObject({
    tools: [{ parameters: { type: "object", properties: { city: { type: "string" } } } }],
  });
});

it.each([
  ["text", { type: "text" }, { type: "text" }],
  ["any JSON object", { type: "json_object" }, { type: "json-object" }],
  [
    "the API's own form",
    {
      type: "json_schema",
      json_schema: { name: "n", description: "A city.", strict: true, schema: { type: "object" } },
    },
    {
      type: "json-schema",
      name: "n",
      description: "A city.",
      strict: true,
      schema: { type: "object" },
    },
  ],
  [
    "a JSON Schema",
    { type: "object", properties: { a: { type: "string" } } },
    { type: "json-schema", schema: { type: "object", properties: { a: { type: "string" } } } },
  ],
  [
    "a zod schema, closed, so that core can send it as strict",
    z.object({ a: z.string() }),
    { type: "json-schema", schema: { additionalProperties: false, required: ["a"] } },
  ],
])("takes a response format as %s", (_name, responseFormat, expected) => {
  expect(request("m", { messages, responseFormat }, {})).toMatchObject({
    responseFormat: expected,
  });
});

it("says what is missing in a response format", () => {
  const responseFormat = { type: "json_schema" };
  expect(() => convertRequest("m", { messages, responseFormat }, {})).toThrow(
    expect.objectContaining({
      code: "invalid-argument",
      message: expect.stringContaining("json_schema: {"),
    }),
  );
});
