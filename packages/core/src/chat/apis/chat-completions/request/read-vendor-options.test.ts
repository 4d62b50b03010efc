import { expect, it } from "vitest";
import type { VendorOptions } from "../../../chat-options.ts";
import type { ChatRequest } from "../../../chat-request.ts";
import { resolveModelTraits } from "../../../../models/resolve-model-traits.ts";
import type { ConvertedRequest } from "../../chat-api.ts";
import { convertRequest } from "./convert-request.ts";

function convert(vendorOptions: VendorOptions, more: Partial<ChatRequest> = {}): ConvertedRequest {
  const request: ChatRequest = {
    model: "gpt-5",
    messages: [{ role: "user", content: "Hello?" }],
    vendorOptions,
    ...more,
  };
  return convertRequest(request, resolveModelTraits(request.model), false);
}

it("sends the options of @ai-sdk/openai, which win over the request's own", () => {
  const openai = {
    maxCompletionTokens: 50,
    metadata: { userName: "Ada" },
    parallelToolCalls: false,
    promptCacheKey: "k",
    promptCacheRetention: "24h",
    reasoningEffort: "low",
    safetyIdentifier: "s",
    serviceTier: "flex",
    store: true,
    textVerbosity: "low",
    user: "u",
  };
  const tools = [{ type: "function", name: "now", parameters: { type: "object" } }] as const;
  const { body, warnings } = convert({ openai }, { tools, user: "other", maxOutputTokens: 9 });
  expect(body).toMatchObject({
    max_completion_tokens: 50,
    metadata: { userName: "Ada" },
    parallel_tool_calls: false,
    prompt_cache_key: "k",
    prompt_cache_retention: "24h",
    reasoning_effort: "low",
    safety_identifier: "s",
    service_tier: "flex",
    store: true,
    verbosity: "low",
    user: "u",
  });
  expect(warnings).toEqual([]);
});

it("sends log probabilities, a bias and a prediction where the model takes them", () => {
  const openai = {
    logprobs: 2,
    logitBias: { "50256": -100 },
    prediction: { type: "content", content: "x" },
    promptCacheOptions: { mode: "explicit" },
  };
  const { body } = convert({ openai }, { model: "unknown-model" });
  expect(body).toMatchObject({
    logprobs: true,
    top_logprobs: 2,
    logit_bias: { "50256": -100 },
    prediction: { type: "content", content: "x" },
    prompt_cache_options: { mode: "explicit" },
  });
});

it("warns of options that only Responses takes, and of a summary of the reasoning", () => {
  const openai = { previousResponseId: "resp_1", reasoningSummary: "auto", user: null };
  const { body, warnings } = convert({ openai });
  expect(Object.keys(body)).toEqual(["model", "messages"]);
  expect(warnings.map(({ message }) => message)).toEqual([
    "The option openai.previousResponseId was not sent: Chat Completions does not take it.",
    "reasoningSummary was not sent: Chat Completions does not have it.",
  ]);
});

it("takes the strictness of a schema from them", () => {
  const schema = { type: "object", properties: {}, required: [], additionalProperties: false };
  const responseFormat = { type: "json-schema", schema } as const;
  const strict = (openai: VendorOptions[string]) =>
    convert({ openai }, { responseFormat }).body["response_format"];
  expect(strict({ strictJsonSchema: false })).toMatchObject({ json_schema: { strict: false } });
  expect(strict({ strictJsonSchema: true })).toMatchObject({ json_schema: { strict: true } });
  const free = convert(
    { openai: { strictJsonSchema: false } },
    { responseFormat: { type: "json-object" } },
  );
  expect(free.body["response_format"]).toEqual({ type: "json_object" });
});

it("refuses a value of another kind", () => {
  expect(() => convert({ openai: { user: 7 } })).toThrow(
    "`vendorOptions.openai.user` must be a string.",
  );
});

it.each([
  ["claude-sonnet-4-5", "anthropic", "messages"],
  ["gemini-2.5-pro", "google", "gemini"],
])("warns of options for the own API of %s", (model, vendor, api) => {
  const { warnings } = convert({ [vendor]: { thinking: {} } }, { model });
  expect(warnings).toMatchObject([
    { option: "vendorOptions", action: "dropped", message: expect.stringContaining(`\`${api}\``) },
  ]);
  expect(convert({ [vendor]: {} }, { model }).warnings).toEqual([]);
});

it("warns of such options on a message, a part and a tool, but not of the signature of reasoning", () => {
  const vendorOptions = { anthropic: { cacheControl: { type: "ephemeral" } } };
  const signature = { anthropic: { signature: "s" } };
  const warningsOf = (more: Partial<ChatRequest>) =>
    convert({}, { model: "claude-sonnet-4-5", ...more }).warnings.map(({ option }) => option);
  const text = { type: "text", text: "Hi", vendorOptions } as const;
  const thought = { type: "reasoning", text: "Hm", vendorOptions: signature } as const;
  const tool = { type: "function", name: "now", vendorOptions } as const;
  for (const more of [
    { messages: [{ role: "system", content: "Hi", vendorOptions }] },
    { messages: [{ role: "user", content: [text] }] },
    { tools: [tool] },
  ] satisfies Partial<ChatRequest>[]) {
    expect(warningsOf(more)).toEqual(["vendorOptions"]);
  }
  expect(warningsOf({ messages: [{ role: "assistant", content: [thought] }] })).toEqual([]);
});

it("says nothing of what @ai-sdk/google wrote to a call and its result, but of a cache mark", () => {
  const vendorOptions = { google: { thoughtSignature: "s" } };
  const call = { type: "tool-call", id: "c", name: "now", arguments: "{}", vendorOptions } as const;
  const messages: ChatRequest["messages"] = [
    { role: "user", content: "Hi" },
    { role: "assistant", content: [call, { type: "text", text: "So", vendorOptions }] },
    { role: "tool", toolCallId: "c", content: "noon", vendorOptions },
  ];
  expect(convert({}, { model: "gemini-3-pro", messages }).warnings).toEqual([]);
  const marked = { anthropic: { cacheControl: { type: "ephemeral" } } };
  const text = { type: "text", text: "Hi", vendorOptions: marked } as const;
  const answered: ChatRequest["messages"] = [{ role: "assistant", content: [text] }];
  const { warnings } = convert({}, { model: "claude-sonnet-4-5", messages: answered });
  expect(warnings).toMatchObject([{ option: "vendorOptions" }]);
});

it("says nothing of options that are meant for other models", () => {
  const { warnings } = convert({ anthropic: { thinking: {} }, google: { labels: {} } });
  expect(warnings).toEqual([]);
});

it("takes the detail of an image from them", () => {
  const image = {
    type: "image",
    source: { url: "https://example.com/a.png" },
    vendorOptions: { openai: { imageDetail: "low" } },
  } as const;
  const { body } = convert({}, { messages: [{ role: "user", content: [image] }] });
  expect(JSON.stringify(body["messages"])).toContain('"detail":"low"');
});
