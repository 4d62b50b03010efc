import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { chatOptionRules } from "@cometapi/core";
import { createInMemoryFetch, jsonResponse, sampleOptions } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { callOptionRules } from "../chat/chat-language-model-options.ts";
import { parseCallOptions } from "../provider-options.ts";
import { createCometAPI } from "../provider.ts";
import { convertRequest } from "./request.ts";

const schema = { type: "object", properties: { city: { type: "string" } } } as const;

function convert(call: Partial<LanguageModelV4CallOptions>) {
  const whole = { prompt: [], ...call };
  return convertRequest("gpt-5", whole, parseCallOptions(whole.providerOptions, callOptionRules));
}

describe("the request", () => {
  it("sends nothing that the caller did not give", () => {
    expect(convert({}).request).toEqual({ model: "gpt-5", messages: [] });
  });

  it("carries every setting of the call", () => {
    const settings = {
      maxOutputTokens: 100,
      temperature: 0,
      topP: 0.9,
      topK: 40,
      presencePenalty: 0.1,
      frequencyPenalty: 0.2,
      stopSequences: ["END"],
      seed: 7,
    };
    expect(convert(settings).request).toEqual({ model: "gpt-5", messages: [], ...settings });
  });

  it("carries every option of cometapi", () => {
    const names = Object.keys(chatOptionRules).filter((name) => name in callOptionRules);
    const samples = Object.entries(sampleOptions(chatOptionRules));
    const options = {
      ...Object.fromEntries(samples.filter(([name]) => names.includes(name))),
      user: "u-1",
      reasoningEffort: "high",
      parallelToolCalls: false,
      logprobs: 3,
      logitBias: { "50256": -100 },
      modalities: ["text", "image"],
      includeUsage: false,
      extraBody: { store: true },
    };
    expect(Object.keys(options)).toEqual(expect.arrayContaining(names));
    expect(convert({ providerOptions: { cometapi: options } }).request).toEqual({
      model: "gpt-5",
      messages: [],
      ...options,
    });
  });

  it("asks for the vendor's chunks where the call does", () => {
    expect(convert({ includeRawChunks: true }).request).toMatchObject({ includeRaw: true });
  });

  it("asks for the length of an answer by either name", () => {
    const providerOptions = { cometapi: { textVerbosity: "low" } };
    expect(convert({ providerOptions }).request).toMatchObject({ verbosity: "low" });
  });

  it("passes the call's reasoning on, and lets the option win", () => {
    expect(convert({ reasoning: "max" }).request.reasoningEffort).toBe("max");
    expect(convert({ reasoning: "provider-default" }).request.reasoningEffort).toBeUndefined();
    const providerOptions = { cometapi: { reasoningEffort: "low" } };
    expect(convert({ reasoning: "max", providerOptions }).request.reasoningEffort).toBe("low");
  });

  it("asks for a schema, strictly only if the call says so", () => {
    const responseFormat = { type: "json", name: "place", description: "A place", schema } as const;
    const expected = { type: "json-schema", name: "place", description: "A place", schema };
    expect(convert({ responseFormat }).request.responseFormat).toEqual(expected);
    const providerOptions = { cometapi: { strictJsonSchema: true } };
    expect(convert({ responseFormat, providerOptions }).request.responseFormat).toEqual({
      ...expected,
      strict: true,
    });
  });

  it("falls back to JSON mode where a model has no schemas, with the schema in words and a warning", async () => {
    const { fetch, requests } = createInMemoryFetch([
      jsonResponse({ choices: [{ message: { content: "{}" }, finish_reason: "stop" }] }),
    ]);
    const model = createCometAPI({ apiKey: "sk-in-memory", fetch })("chatgpt-4o-latest");
    const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "Hi" }] }];
    const { warnings } = await model.doGenerate({
      prompt,
      responseFormat: { type: "json", schema },
    });
    expect(requests[0]?.body).toMatchObject({ response_format: { type: "json_object" } });
    expect(JSON.stringify(requests[0]?.body)).toContain("city");
    expect(warnings).toMatchObject([{ type: "compatibility", feature: "responseFormat" }]);
  });

  it("asks for any JSON when there is no schema", () => {
    expect(convert({ responseFormat: { type: "json" } }).request.responseFormat).toEqual({
      type: "json-object",
    });
  });

  it("asks for speech in a voice and a format", () => {
    const audio = { voice: "alloy", format: "mp3" };
    const providerOptions = { cometapi: { audio, modalities: ["text", "audio"] } };
    expect(convert({ providerOptions }).request).toMatchObject({
      modalities: ["text", "audio"],
      audio,
    });
  });
});

describe("tools", () => {
  it("carry schema, strictness, cache mark and examples", () => {
    const cacheControl = { type: "ephemeral" } as const;
    const { request } = convert({
      tools: [
        {
          type: "function",
          name: "look",
          description: "Looks.",
          inputSchema: schema,
          inputExamples: [{ input: { city: "Lisbon" } }],
          strict: true,
          providerOptions: { cometapi: { cacheControl }, anthropic: { deferLoading: true } },
        },
      ],
      toolChoice: { type: "tool", toolName: "look" },
    });
    expect(request.tools).toEqual([
      {
        type: "function",
        name: "look",
        description: 'Looks.\nExamples of input:\n{"city":"Lisbon"}',
        parameters: schema,
        strict: true,
        cacheControl,
        vendorOptions: { anthropic: { deferLoading: true } },
      },
    ]);
    expect(request.toolChoice).toEqual({ toolName: "look" });
  });

  it("of a vendor go to core by their id", () => {
    const { request } = convert({
      tools: [{ type: "provider", id: "openai.web_search", name: "search", args: { maxUses: 1 } }],
    });
    expect(request.tools).toEqual([
      { type: "vendor", id: "openai.web_search", name: "search", args: { maxUses: 1 } },
    ]);
  });
});

describe("options that cannot be used", () => {
  it("are refused with what would be right", () => {
    expect(() => convert({ providerOptions: { cometapi: { logprobs: "yes" } } })).toThrow(
      'providerOptions.cometapi.logprobs must be true, false, or 0 or a whole number above, not "yes".',
    );
  });

  it("are refused with the names that exist", () => {
    expect(() => convert({ providerOptions: { cometapi: { logProbs: true } } })).toThrow(
      /^providerOptions\.cometapi\.logProbs does not exist\. Options here: .*logprobs, .*user, .*reasoningEffort, .*extraBody\.$/,
    );
  });

  it("of vendors are kept for the API that reads them", () => {
    const providerOptions = { openai: { store: true }, cometapi: {} };
    expect(convert({ providerOptions }).request).toEqual({
      model: "gpt-5",
      messages: [],
      vendorOptions: { openai: { store: true } },
    });
  });
});
