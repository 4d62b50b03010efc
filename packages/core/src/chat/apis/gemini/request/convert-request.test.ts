import { describe, expect, it } from "vitest";
import { resolveModelTraits } from "../../../../models/resolve-model-traits.ts";
import type { ChatRequest, ChatTool } from "../../../chat-request.ts";
import { convertRequest } from "./convert-request.ts";

const MESSAGES = [{ role: "user", content: "Hi" }] as const;
const WEATHER: ChatTool = {
  type: "function",
  name: "weather",
  description: "Tells it.",
  parameters: { type: "object", properties: { city: { type: "string" } } },
};
const SEARCH: ChatTool = { type: "vendor", id: "google.google_search", name: "search", args: {} };

function convert(request: Partial<ChatRequest>, isStream = false) {
  const model = request.model ?? "gemini-3-pro-preview";
  const traits = resolveModelTraits(model);
  return convertRequest({ messages: MESSAGES, ...request, model }, traits, isStream);
}

/** The body, and the warnings as `option action`. */
function convertBody(request: Partial<ChatRequest>) {
  const { body, warnings } = convert(request);
  return { ...body, warnings: warnings.map(({ option, action }) => `${option} ${action}`) };
}

describe("the path", () => {
  it.each([
    ["gemini-3-pro-preview", "gemini-3-pro-preview"],
    ["models/gemini-2.5-flash", "gemini-2.5-flash"],
    ["google/gemini-3-flash", "google%2Fgemini-3-flash"],
    ["a b?c#d:e", "a%20b%3Fc%23d%3Ae"],
  ])("of %s holds %s", (model, id) => {
    expect(convert({ model }).path).toBe(`/v1beta/models/${id}:generateContent`);
    expect(convert({ model }, true).path).toBe(
      `/v1beta/models/${id}:streamGenerateContent?alt=sse`,
    );
  });
});

describe("options", () => {
  it("stand in `generationConfig` by Google's names", () => {
    expect(
      convertBody({
        maxOutputTokens: 100,
        temperature: 0.5,
        topP: 0.9,
        topK: 40,
        presencePenalty: 0.1,
        frequencyPenalty: 0.2,
        stopSequences: ["."],
        seed: 7,
        choiceCount: 2,
        logprobs: 3,
        modalities: ["text", "image"],
        safetySettings: [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "OFF" }],
        serviceTier: "flex",
      }),
    ).toEqual({
      contents: [{ role: "user", parts: [{ text: "Hi" }] }],
      generationConfig: {
        maxOutputTokens: 100,
        temperature: 0.5,
        topP: 0.9,
        topK: 40,
        presencePenalty: 0.1,
        frequencyPenalty: 0.2,
        stopSequences: ["."],
        seed: 7,
        candidateCount: 2,
        responseLogprobs: true,
        logprobs: 3,
        responseModalities: ["TEXT", "IMAGE"],
      },
      safetySettings: [{ category: "HARM_CATEGORY_HARASSMENT", threshold: "OFF" }],
      serviceTier: "flex",
      warnings: [],
    });
  });

  it("that are not set are not sent", () => {
    expect(
      convert({ logprobs: false, stopSequences: [], includeUsage: true, store: false }),
    ).toEqual({
      path: "/v1beta/models/gemini-3-pro-preview:generateContent",
      body: { contents: [{ role: "user", parts: [{ text: "Hi" }] }] },
      warnings: [],
    });
  });

  it("that Gemini does not know are reported", () => {
    const marked = { type: "text", text: "Hi", cacheControl: { type: "ephemeral" } } as const;
    const { warnings, ...body } = convertBody({
      messages: [{ role: "user", content: [marked] }],
      logitBias: { "1": 1 },
      parallelToolCalls: false,
      verbosity: "low",
      user: "u",
      store: true,
      promptCacheKey: "k",
      metadata: { a: "b" },
      stopSequences: ["1", "2", "3", "4", "5", "6"],
    });
    expect(warnings).toEqual([
      "parallelToolCalls dropped",
      "cacheControl dropped",
      "stopSequences changed",
      "logitBias dropped",
      "verbosity dropped",
      "user dropped",
      "store dropped",
      "promptCacheKey dropped",
      "metadata dropped",
    ]);
    const reasons = new Map(
      convert({
        verbosity: "low",
        store: true,
        promptCacheKey: "k",
        metadata: { a: "b" },
      }).warnings.map(({ option, message }) => [option, message]),
    );
    expect(reasons.get("verbosity")).toMatch(/Gemini.* Say in the system message how much/);
    expect(reasons.get("store")).toMatch(/It stores no answers\.$/);
    expect(reasons.get("promptCacheKey")).toMatch(/It finds cached prompts by itself\.$/);
    expect(reasons.get("metadata")).toMatch(/Vertex takes `labels` in `vendorOptions\.google`\.$/);
    expect(body).toMatchObject({ generationConfig: { stopSequences: ["1", "2", "3", "4", "5"] } });
    expect(body).toMatchObject({ contents: [{ parts: [{ text: "Hi" }] }] });
  });

  it("that the model refuses are left out", () => {
    const { warnings, ...body } = convertBody({
      model: "gemini-2.5-flash",
      presencePenalty: 1,
      seed: 1,
    });
    expect(body).toMatchObject({ generationConfig: { seed: 1 } });
    expect(warnings).toEqual(["presencePenalty dropped"]);
  });
});

describe("Google's own options", () => {
  it("have their level of thinking in place of the request's number of tokens", () => {
    const vendorOptions = { google: { thinkingConfig: { thinkingLevel: "low" } } };
    const { body } = convert({ model: "gemini-2.5-flash", reasoningBudget: 100, vendorOptions });
    expect(body["generationConfig"]).toEqual({
      thinkingConfig: { includeThoughts: true, thinkingLevel: "low" },
    });
  });

  it.each(["cachedContent", "continuationToken", "labels", "safetySettings", "serviceTier"])(
    "may be a field of the body: %s",
    (name) => {
      const vendorOptions = { google: { [name]: "given" } };
      expect(convert({ vendorOptions }).body).toEqual({
        contents: [{ role: "user", parts: [{ text: "Hi" }] }],
        [name]: "given",
      });
    },
  );

  it("may set one threshold for all categories of harm", () => {
    const threshold = "BLOCK_NONE";
    expect(convert({ vendorOptions: { google: { threshold } } }).body["safetySettings"]).toEqual([
      { category: "HARM_CATEGORY_HATE_SPEECH", threshold },
      { category: "HARM_CATEGORY_DANGEROUS_CONTENT", threshold },
      { category: "HARM_CATEGORY_HARASSMENT", threshold },
      { category: "HARM_CATEGORY_SEXUALLY_EXPLICIT", threshold },
    ]);
  });

  it("stand where they belong, and win", () => {
    const google = {
      cachedContent: "cachedContents/1",
      labels: { team: "a" },
      thinkingConfig: { thinkingBudget: 100 },
      imageConfig: { aspectRatio: "1:1" },
      mediaResolution: "MEDIA_RESOLUTION_LOW",
      audioTimestamp: true,
      responseModalities: ["IMAGE"],
      somethingNew: 1,
      threshold: "BLOCK_NONE",
      retrievalConfig: { latLng: { latitude: 1, longitude: 2 } },
    };
    const body = convertBody({
      vendorOptions: { google, openai: { store: true } },
      modalities: ["text"],
      reasoningEffort: "high",
    });
    expect(body).toMatchObject({
      cachedContent: "cachedContents/1",
      labels: { team: "a" },
      generationConfig: {
        imageConfig: { aspectRatio: "1:1" },
        mediaResolution: "MEDIA_RESOLUTION_LOW",
        audioTimestamp: true,
        responseModalities: ["IMAGE"],
        somethingNew: 1,
      },
      toolConfig: { retrievalConfig: { latLng: { latitude: 1, longitude: 2 } } },
      warnings: [],
    });
    expect(body).toHaveProperty("generationConfig.thinkingConfig", {
      includeThoughts: true,
      thinkingBudget: 100,
    });
    expect(body).toHaveProperty("safetySettings.length", 4);
  });

  it("for streamed arguments concern streams, and headers go nowhere", () => {
    const vendorOptions = { google: { streamFunctionCallArguments: true, requestType: "shared" } };
    const config = { functionCallingConfig: { mode: "AUTO", streamFunctionCallArguments: true } };
    const request = { vendorOptions, tools: [WEATHER], toolChoice: "auto" } as const;
    const streamed = convert(request, true);
    expect(streamed.body["toolConfig"]).toEqual(config);
    expect(streamed.warnings).toMatchObject([{ option: "vendorOptions", action: "dropped" }]);
    expect(convert(request).body["toolConfig"]).toEqual({
      functionCallingConfig: { mode: "AUTO" },
    });
  });
});

describe("tools", () => {
  it("of functions are declared with their JSON Schema, or without any", () => {
    const empty: ChatTool = {
      type: "function",
      name: "now",
      parameters: { type: "object", properties: {} },
    };
    const none: ChatTool = {
      type: "function",
      name: "noon",
      vendorOptions: { google: { behavior: "BLOCKING" }, openai: { a: 1 } },
    };
    expect(convertBody({ tools: [WEATHER, empty, none] })).toMatchObject({
      tools: [
        {
          functionDeclarations: [
            {
              name: "weather",
              description: "Tells it.",
              parametersJsonSchema: { type: "object", properties: { city: { type: "string" } } },
            },
            { name: "now" },
            { name: "noon", behavior: "BLOCKING" },
          ],
        },
      ],
      warnings: [],
    });
  });

  it.each([
    { $ref: "#/$defs/a" },
    { anyOf: [{}] },
    { oneOf: [{}] },
    { allOf: [{}, {}] },
    { additionalProperties: true },
    { additionalProperties: {} },
  ])("of functions have a schema where that is not empty: %j", (schema) => {
    const parameters = { type: "object", ...schema };
    const tools: ChatTool[] = [{ type: "function", name: "now", parameters }];
    expect(convertBody({ tools })).toMatchObject({
      tools: [{ functionDeclarations: [{ parametersJsonSchema: { type: "object" } }] }],
    });
  });

  it.each([
    ["auto", { mode: "AUTO" }],
    ["required", { mode: "ANY" }],
    ["none", { mode: "NONE" }],
    [{ toolName: "weather" }, { mode: "ANY", allowedFunctionNames: ["weather"] }],
  ] as const)("chosen by %j are in %j", (toolChoice, functionCallingConfig) => {
    expect(convertBody({ tools: [WEATHER], toolChoice })).toMatchObject({
      toolConfig: { functionCallingConfig },
    });
  });

  it("that are strict are validated where the model is free", () => {
    const tools = [{ ...WEATHER, strict: true }];
    const validated = { functionCallingConfig: { mode: "VALIDATED" } };
    expect(convertBody({ tools })).toMatchObject({ toolConfig: validated });
    expect(convertBody({ tools, toolChoice: "auto" })).toMatchObject({ toolConfig: validated });
    expect(convertBody({ tools: [WEATHER] })).not.toHaveProperty("toolConfig");
  });

  it.each([
    ["google.google_search", { timeRangeFilter: {} }, { googleSearch: { timeRangeFilter: {} } }],
    ["google.url_context", {}, { urlContext: {} }],
    ["google.code_execution", {}, { codeExecution: {} }],
    [
      "google.file_search",
      { fileSearchStoreNames: ["s"] },
      { fileSearch: { fileSearchStoreNames: ["s"] } },
    ],
    ["google.google_maps", {}, { googleMaps: {} }],
    ["google.enterprise_web_search", {}, { enterpriseWebSearch: {} }],
    [
      "google.computer_use",
      { environment: "ENVIRONMENT_BROWSER" },
      { computerUse: { environment: "ENVIRONMENT_BROWSER" } },
    ],
    [
      "google.vertex_rag_store",
      { ragCorpus: "c", topK: 3 },
      {
        retrieval: {
          vertex_rag_store: { rag_resources: { rag_corpus: "c" }, similarity_top_k: 3 },
        },
      },
    ],
  ])("of Google's own: %s", (id, args, tool) => {
    expect(convertBody({ tools: [{ type: "vendor", id, name: "x", args }] })).toMatchObject({
      tools: [tool],
      warnings: [],
    });
  });

  it("of other vendors are not offered", () => {
    const tool: ChatTool = { type: "vendor", id: "openai.web_search", name: "search", args: {} };
    const { warnings, ...body } = convertBody({ tools: [tool] });
    expect(body).not.toHaveProperty("tools");
    expect(warnings).toEqual(["tools dropped"]);
  });

  it("in the API's own form are sent as they are", () => {
    const declaration = { name: "f", parameters: { type: "OBJECT" } };
    const tools: ChatTool[] = [
      { type: "raw", value: { googleSearch: {} } },
      { type: "raw", value: { functionDeclarations: [declaration] } },
      WEATHER,
    ];
    expect(convertBody({ tools })).toMatchObject({
      tools: [{ googleSearch: {} }, { functionDeclarations: [declaration, { name: "weather" }] }],
    });
  });

  it("of both kinds stand together from Gemini 3 on", () => {
    expect(convertBody({ tools: [WEATHER, SEARCH] })).toMatchObject({
      tools: [{ googleSearch: {} }, { functionDeclarations: [{ name: "weather" }] }],
      toolConfig: {
        functionCallingConfig: { mode: "VALIDATED" },
        includeServerSideToolInvocations: true,
      },
      warnings: [],
    });
    const { warnings, ...older } = convertBody({
      model: "gemini-2.5-pro",
      tools: [WEATHER, SEARCH],
    });
    expect(older).toMatchObject({ tools: [{ googleSearch: {} }] });
    expect(warnings).toEqual(["tools dropped"]);
  });

  it("of Google's own cannot be forced, and are not offered where none may be called", () => {
    expect(convertBody({ tools: [SEARCH], toolChoice: "required" }).warnings).toEqual([
      "toolChoice dropped",
    ]);
    expect(convertBody({ tools: [SEARCH, WEATHER], toolChoice: "none" })).toMatchObject({
      tools: [{ functionDeclarations: [{ name: "weather" }] }],
      toolConfig: { functionCallingConfig: { mode: "NONE" } },
    });
  });
});

describe("a response format", () => {
  const schema = { type: "object", properties: { sum: { const: 4 } } };
  const responseFormat = { type: "json-schema", schema, description: "A sum." } as const;

  it("is a media type, and a schema", () => {
    expect(convertBody({ responseFormat: { type: "json-object" } })).toMatchObject({
      generationConfig: { responseMimeType: "application/json" },
    });
    expect(convertBody({ responseFormat })).toMatchObject({
      generationConfig: {
        responseMimeType: "application/json",
        responseJsonSchema: { type: "object", properties: { sum: { enum: [4] } } },
      },
      warnings: [],
    });
    expect(convertBody({ responseFormat: { type: "text" } })).not.toHaveProperty(
      "generationConfig",
    );
  });

  it("of any JSON goes by its schema if it has one", () => {
    expect(convertBody({ responseFormat: { type: "json-object", schema } })).toEqual(
      convertBody({ responseFormat: { type: "json-schema", schema } }),
    );
  });

  it("is sent without its schema where the options say so", () => {
    const vendorOptions = { google: { structuredOutputs: false } };
    expect(convert({ responseFormat, vendorOptions }).body["generationConfig"]).toEqual({
      responseMimeType: "application/json",
    });
  });

  it("stands beside functions from Gemini 3 on, unless one must be called", () => {
    expect(convertBody({ responseFormat, tools: [WEATHER] })).toMatchObject({
      generationConfig: { responseMimeType: "application/json" },
    });
    const forced = convertBody({ responseFormat, tools: [WEATHER], toolChoice: "required" });
    expect(forced).not.toHaveProperty("generationConfig");
    expect(forced).toHaveProperty("tools.0.functionDeclarations.1.name", "answer");
  });

  it.each([
    [undefined, { mode: "ANY" }],
    ["auto", { mode: "ANY" }],
    ["none", { mode: "ANY", allowedFunctionNames: ["answer_"] }],
    [{ toolName: "weather" }, { mode: "ANY", allowedFunctionNames: ["weather"] }],
  ] as const)(
    "is a tool of its own on older models; chosen by %j: %j",
    (toolChoice, functionCallingConfig) => {
      const taken: ChatTool = { type: "function", name: "answer" };
      const tools = [WEATHER, taken];
      expect(
        convertBody({ model: "gemini-2.5-pro", responseFormat, tools, toolChoice }),
      ).toMatchObject({
        tools: [
          {
            functionDeclarations: [
              { name: "weather" },
              { name: "answer" },
              { name: "answer_", description: "A sum.", parametersJsonSchema: { type: "object" } },
            ],
          },
        ],
        toolConfig: { functionCallingConfig },
        warnings: [],
      });
    },
  );

  it("is asked for in words where the model takes none", () => {
    const model = "m";
    const traits = { ...resolveModelTraits(model), structuredOutput: "none" as const };
    const request = { model, messages: MESSAGES, responseFormat: { type: "json-object" as const } };
    const { body } = convertRequest(request, traits, false);
    expect(JSON.stringify(body["systemInstruction"])).toContain("JSON");
    expect(body).not.toHaveProperty("generationConfig");
  });

  it("is asked for in words where nothing else is left", () => {
    const { warnings, ...body } = convertBody({
      model: "gemini-2.5-pro",
      responseFormat,
      tools: [SEARCH],
    });
    expect(body).not.toHaveProperty("generationConfig");
    expect(JSON.stringify(body)).toContain("JSON Schema");
    expect(warnings).toEqual(["responseFormat changed"]);
    const both = { model: "gemini-2.5-pro", responseFormat, tools: [SEARCH, WEATHER] };
    expect(convertBody(both).warnings).toEqual(["tools dropped", "responseFormat changed"]);
    expect(convertBody({ ...both, toolChoice: "none" })).toMatchObject({
      tools: [{ functionDeclarations: [{ name: "weather" }, { name: "answer" }] }],
      toolConfig: { functionCallingConfig: { mode: "ANY", allowedFunctionNames: ["answer"] } },
      warnings: [],
    });
    const json = { type: "json-object" } as const;
    expect(
      convertBody({ model: "gemini-2.5-pro", responseFormat: json, tools: [WEATHER] }).warnings,
    ).toEqual(["responseFormat changed"]);
  });
});
