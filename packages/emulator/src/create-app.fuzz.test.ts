import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createApp } from "./create-app.ts";
import { createEmulatorState } from "./emulator-state.ts";
import { resolveConfig } from "./settings.ts";

const app = createApp(resolveConfig({ tokenDelayMs: 0 }), createEmulatorState());

const paths = [
  "/v1/chat/completions",
  "/v1/responses",
  "/v1/messages",
  "/v1beta/models/gemini-3-pro-preview:generateContent",
  "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse",
  "/v1/embeddings",
  "/v1/images/generations",
  "/v1/audio/speech",
  "/v1/videos",
] as const;

const models = ["gpt-4o-mini", "gpt-5-mini", "claude-opus-5", "text-embedding-3-small"];
const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.constantFrom("What is the weather in Oslo?", "Say hi", "Count to 3", "6 * (7"),
);
const json = fc.jsonValue({ maxDepth: 3 });
const schema = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    fc.record(
      {
        type: fc.constantFrom("string", "number", "integer", "boolean", "null", "array", "object"),
        enum: fc.array(json, { maxLength: 2 }),
        format: fc.constantFrom("date", "email", "uuid", "nonsense"),
        minimum: fc.integer(),
        minItems: fc.nat(5),
        $ref: fc.constantFrom("#", "#/properties/a", "#/none", "other"),
      },
      { requiredKeys: [] },
    ),
    fc.record({
      type: fc.constant("object"),
      properties: fc.dictionary(fc.string(), tie("node"), { maxKeys: 3 }),
      required: fc.array(fc.string(), { maxLength: 2 }),
    }),
    fc.record({ anyOf: fc.array(tie("node"), { maxLength: 2 }) }),
    fc.constant({
      type: "object",
      properties: { next: { anyOf: [{ $ref: "#" }, { type: "null" }] }, same: { $ref: "#" } },
      required: ["next", "same"],
    }),
  ),
})).node;

const message = fc.oneof(
  fc.record({ role: fc.constantFrom("user", "assistant", "system"), content: text }),
  fc.record({ role: json, content: json, parts: json }),
);
const tool = fc.record({
  type: fc.constant("function"),
  name: fc.constant("get_weather"),
  input_schema: schema,
  parameters: schema,
  function: fc.record({ name: fc.constant("get_weather"), parameters: schema }),
});
const body = fc.record(
  {
    model: fc.oneof(fc.constantFrom(...models), json),
    messages: fc.oneof(fc.array(message, { minLength: 1 }), json),
    input: fc.oneof(text, fc.array(message), json),
    contents: fc.oneof(fc.array(fc.record({ parts: fc.array(fc.record({ text })) })), json),
    prompt: fc.oneof(text, json),
    voice: fc.constant("alloy"),
    max_tokens: fc.oneof(fc.integer({ min: 1, max: 2000 }), json),
    stream: fc.boolean(),
    tools: fc.oneof(fc.array(tool, { maxLength: 2 }), json),
    tool_choice: json,
    response_format: fc.oneof(
      json,
      fc.record({
        type: fc.constant("json_schema"),
        json_schema: fc.record({ name: fc.constant("x"), schema }),
      }),
    ),
    text: json,
    reasoning_effort: fc.constantFrom("low", "none"),
    stop: json,
    temperature: json,
    n: fc.oneof(fc.integer({ min: 1, max: 3 }), json),
    size: fc.oneof(fc.constant("1024x1024"), json),
    seconds: json,
    generationConfig: json,
  },
  { requiredKeys: ["model"] },
);

describe("the emulator, sent anything at all", () => {
  it.each(paths)(
    "answers %s whole or refuses it as the service would, and never fails of itself",
    async (path) => {
      await fc.assert(
        fc.asyncProperty(body, async (sent) => {
          const init = {
            method: "POST",
            headers: { authorization: "Bearer sk-any", "content-type": "application/json" },
            body: JSON.stringify(sent),
          };
          const response = await app.request(path, init, {});
          const answer = await response.text();
          expect(answer).not.toContain("emulator_bug");
          expect([200, 400, 500, 503]).toContain(response.status);
        }),
        { numRuns: 150 },
      );
    },
  );
});
