import { describe, expect, it } from "vitest";
import { checkSettings } from "./check-settings.ts";
import { chatOptionRules } from "../chat/chat-options.ts";
import { connectionRules } from "./connection-rules.ts";
import { settingRules } from "./setting-rules.ts";

const rules = {
  ...connectionRules,
  ...chatOptionRules,
  model: settingRules.string,
  maxTokens: settingRules.number,
};

function check(settings: unknown): void {
  checkSettings("ChatThing", settings, rules);
}

describe("settings are refused", () => {
  it.each([
    ["baseUrl", "Did you mean `baseURL`?"],
    ["base_url", "Did you mean `baseURL`?"],
    ["api_key", "Did you mean `apiKey`?"],
    ["timeoutMs", "Did you mean `timeout`?"],
    ["modelName", "Did you mean `model`?"],
    ["max_tokens", "Did you mean `maxTokens`?"],
    ["temprature", "Did you mean `temperature`?"],
    ["configuration", "Use `baseURL`, `headers` or `fetch`."],
    ["additionalSessionOptions", "Use `baseURL`, `headers` or `fetch`."],
    ["toString", "It has: apiKey, baseURL,"],
    ["colour", "It has: apiKey, baseURL,"],
  ])("by a name nobody knows: %s", (name, advice) => {
    const message = `ChatThing has no setting \`${name}\`. ${advice}`;
    expect(() => check({ [name]: "x" })).toThrow(
      expect.objectContaining({
        code: "invalid-argument",
        message: expect.stringContaining(message),
      }),
    );
  });

  it.each([
    [
      { timeout: "10s" },
      "`timeout` of ChatThing must be a number of milliseconds above 0, not a string.",
    ],
    [{ timeout: 0 }, "above 0, not 0."],
    [{ streamIdleTimeout: Number.NaN }, "above 0, not NaN."],
    [
      { apiKey: 5 },
      "`apiKey` of ChatThing must be a string, a promise of one, or a function that gives either, not a number.",
    ],
    [{ fallbackModels: "x" }, "a list of strings, not a string."],
    [{ fallbackModels: [1] }, "a list of strings, not a list."],
    [{ maxRetries: -1 }, "0 or a whole number above, not -1."],
    [{ maxConcurrency: 0 }, "1 or a whole number above, not 0."],
    [{ headers: { a: 1 } }, "not an object."],
    [{ fetch: "x" }, "a function, not a string."],
    [{ api: "completions" }, '"auto", "chat", "responses", "messages" or "gemini", not a string.'],
    [{ model: null }, "a string, not null."],
    [{ temperature: -1 }, "`temperature` of ChatThing must be 0 or a number above, not -1."],
    [{ topP: 7 }, "a number from 0 to 1, not 7."],
    [{ topK: 1.5 }, "a whole number, not 1.5."],
    [{ seed: "7" }, "a whole number, not a string."],
    [{ maxOutputTokens: -1 }, "0 or a whole number above, not -1."],
    [{ logprobs: -1 }, "true, false, or 0 or a whole number above, not -1."],
    [{ reasoningBudget: Number.NaN }, "a whole number, not NaN."],
    [{ toolChoice: { name: "x" } }, '"auto", "none", "required" or { toolName }'],
    [{ cacheControl: { type: "ephemeral", ttl: "2h" } }, '"5m" or "1h" if any'],
    [{ logitBias: { 50256: "-1" } }, "an object of numbers"],
    [{ modelTraits: [] }, "`modelTraits` of ChatThing must be an object of traits by model id"],
    [{ modelTraits: { a: true } }, 'The settings of modelTraits["a"] must be an object, not true'],
    [{ modelTraits: { a: { acceptPrefill: true } } }, "Did you mean `acceptsPrefill`?"],
    [
      { modelTraits: { a: { api: "auto" } } },
      '`api` of modelTraits["a"] must be "chat", "responses", "messages" or "gemini"',
    ],
    [{ modelTraits: { a: { refusedOptions: { seed: "never" } } } }, "`refusedOptions` of"],
    [{ modelTraits: { a: { refusedOptions: { tools: "always" } } } }, "by the name of an option"],
    [{ modelTraits: { a: { refusedOptions: ["seed"] } } }, "`refusedOptions` of"],
    [{ modelTraits: { a: { ignoredOptions: ["toolChoice"] } } }, "`ignoredOptions` of"],
    [{ modelTraits: { a: { thinkingBudget: { min: 1, max: 2 } } } }, "{ min, max, canBeOff }"],
    [{ modelTraits: { a: { thinkingKinds: ["never"] } } }, 'a list of "adaptive", "budget"'],
  ])("by a value that cannot be: %o", (settings, message) => {
    expect(() => check(settings)).toThrow(message);
  });

  it.each([["gpt-5-mini"], [null], [["gpt-5-mini"]], [7]])("that are no object: %j", (settings) => {
    expect(() => check(settings)).toThrow("The settings of ChatThing must be an object");
  });

  it("without a word of what a string holds, which may be a key", () => {
    for (const settings of ["sk-secret", { apikey: "sk-secret" }, { maxRetries: "sk-secret" }]) {
      expect(() => check(settings)).toThrow(expect.not.stringContaining("sk-secret"));
    }
  });
});

describe("settings are accepted", () => {
  it.each([
    [undefined],
    [{}],
    [{ colour: undefined, baseURL: undefined }],
    [{ apiKey: Promise.resolve("k"), headers: async () => ({ a: "b" }), fetch }],
    [{ headers: { a: "b", authorization: undefined }, timeout: Infinity, maxRetries: 0 }],
    [{ topK: -1, reasoningBudget: -1, topP: 1, seed: -7, maxOutputTokens: 0, logprobs: false }],
    [{ temperature: 0, logprobs: 3, toolChoice: { toolName: "x" }, api: "auto" }],
    [{ cacheControl: { type: "ephemeral", ttl: "1h" }, vendorOptions: { anthropic: {} } }],
    [
      {
        modelTraits: {
          "gpt-9": {
            contextWindow: 9,
            maxOutputTokens: undefined,
            refusedOptions: { seed: "always", topP: "while-reasoning" },
            thinkingBudget: { min: 1, max: 2, canBeOff: false },
            ignoredOptions: ["tools", "seed"],
          },
        },
      },
    ],
  ])("%o", (settings) => {
    expect(() => check(settings)).not.toThrow();
  });
});
