import { describe, expect, it } from "vitest";
import { resolveCallConfig } from "./resolve-call-config.ts";

describe("the options of a call are taken", () => {
  it.each([
    ["as they are", { temperature: 0, maxTokens: 5 }, { temperature: 0, maxTokens: 5 }],
    [
      "in the API's own spelling",
      { max_tokens: 5, top_p: 0.5, top_k: 3, presence_penalty: 1, frequency_penalty: 2 },
      { maxTokens: 5, topP: 0.5, topK: 3, presencePenalty: 1, frequencyPenalty: 2 },
    ],
    [
      "in the API's own spelling for reasoning, caching and service",
      { reasoning_effort: "low", prompt_cache_key: "k", service_tier: "flex", store: false },
      { reasoningEffort: "low", promptCacheKey: "k", serviceTier: "flex", store: false },
    ],
    [
      "in the API's own spelling, whatever they hold",
      {
        cache_control: { type: "ephemeral" },
        logit_bias: { 1: 2 },
        max_completion_tokens: 7,
        parallel_tool_calls: false,
        safety_settings: [{ category: "HARM" }],
      },
      {
        cacheControl: { type: "ephemeral" },
        logitBias: { 1: 2 },
        maxTokens: 7,
        parallelToolCalls: false,
        safetySettings: [{ category: "HARM" }],
      },
    ],
    ["with one stop", { stop: "." }, { stopSequences: ["."] }],
    ["with several stops", { stop: [".", "!"] }, { stopSequences: [".", "!"] }],
    ["with a number of log probabilities", { logprobs: true, top_logprobs: 3 }, { logprobs: 3 }],
    [
      "with a tool that must be called",
      { tool_choice: { type: "function", function: { name: "now" } } },
      { toolChoice: { toolName: "now" } },
    ],
    ["with tools that must not be called", { tool_choice: "none" }, { toolChoice: "none" }],
    [
      "with a choice core has no word for, in the body",
      { tool_choice: { type: "allowed_tools" } },
      { extraBody: { tool_choice: { type: "allowed_tools" } } },
    ],
    [
      "in the spelling they share, or for searches",
      { prediction: { type: "content" }, web_search_options: {} },
      { prediction: { type: "content" }, webSearchOptions: {} },
    ],
    [
      "with a response format",
      { response_format: { type: "json_object" } },
      { responseFormat: { type: "json_object" } },
    ],
    [
      "with other fields in the body, extraBody over them",
      {
        enable_thinking: true,
        safety_identifier: "u",
        top_a: 1,
        extraBody: { top_a: 2 },
      },
      {
        extraBody: {
          enable_thinking: true,
          safety_identifier: "u",
          top_a: 2,
        },
      },
    ],
    ["without what is null", { temperature: null, stop: null, max_tokens: null }, {}],
  ])("%s", (_name, given, options) => {
    // @ts-expect-error null comes from code without types
    expect(resolveCallConfig({}, given)).toEqual(options);
  });
});

describe("the options of a call are refused", () => {
  it.each([
    [{ temprature: 1 }, "no setting `temprature`. Did you mean `temperature`?"],
    [{ model: "gpt-5-mini" }, "no setting `model`."],
    [{ additionalKwargs: {} }, "Did you mean `extraBody`?"],
    [{ max_tokens: "5" }, "`maxTokens` of additionalChatOptions must be 0 or a whole number above"],
    [{ vendorTools: ["web_search"] }, "a list of { id, name, args }, not a list."],
    [{ onAgentError: "ignore" }, '"message", "throw" or a function'],
  ])("%j", (given, message) => {
    // @ts-expect-error of which the compiler knows, but for code without types
    expect(() => resolveCallConfig({}, given)).toThrow(
      expect.objectContaining({
        code: "invalid-argument",
        message: expect.stringContaining(message),
      }),
    );
  });
});

it("puts the options of a call over those of the LLM", () => {
  const resolved = resolveCallConfig(
    { temperature: 0.5, topP: 0.1, extraBody: { a: 1 } },
    { temperature: 0, topP: undefined, extraBody: { b: 2 } },
  );
  // The LLM's client adds the LLM's own extraBody.
  expect(resolved).toMatchObject({ temperature: 0, topP: 0.1, extraBody: { b: 2 } });
});

it("ends a call by the signal of the LLM or by its own", () => {
  const [ofLLM, ofCall] = [new AbortController(), new AbortController()];
  const { signal } = resolveCallConfig({ signal: ofLLM.signal }, { signal: ofCall.signal });
  ofLLM.abort("enough");
  expect(signal?.reason).toBe("enough");
});
