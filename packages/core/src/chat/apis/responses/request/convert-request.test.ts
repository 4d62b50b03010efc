import { describe, expect, it } from "vitest";
import { resolveModelTraits } from "../../../../models/resolve-model-traits.ts";
import type { ChatMessage, ChatRequest } from "../../../chat-request.ts";
import type { ConvertedRequest } from "../../chat-api.ts";
import { convertRequest } from "./convert-request.ts";

const HELLO: ChatMessage = { role: "user", content: "Hello?" };

function convert(request: Partial<ChatRequest>, isStream = false): ConvertedRequest {
  const complete = { model: "gpt-5.5", messages: [HELLO], ...request };
  return convertRequest(complete, resolveModelTraits(complete.model), isStream);
}

function bodyOf(request: Partial<ChatRequest>) {
  return convert(request).body;
}

function warningsOf(request: Partial<ChatRequest>): string[] {
  return convert(request).warnings.map(({ option, action }) => `${option} ${action}`);
}

function openai(options: NonNullable<ChatRequest["vendorOptions"]>[string]): Partial<ChatRequest> {
  return { vendorOptions: { openai: options, anthropic: { effort: "low" } } };
}

describe("a request", () => {
  it("says everything itself and leaves nothing with the server", () => {
    expect(convert({})).toEqual({
      path: "/v1/responses",
      body: {
        model: "gpt-5.5",
        input: [{ role: "user", content: [{ type: "input_text", text: "Hello?" }] }],
        include: ["reasoning.encrypted_content"],
        store: false,
      },
      warnings: [],
    });
  });

  it("is stored where the user wants it, and still asks for encrypted reasoning", () => {
    expect(bodyOf({ store: true })).toMatchObject({
      store: true,
      include: ["reasoning.encrypted_content"],
    });
  });

  it("asks no model for encrypted reasoning that does not reason", () => {
    expect(bodyOf({ model: "gpt-4.1" })).not.toHaveProperty("include");
  });

  it("asks for a stream", () => {
    expect(convert({}, true).body["stream"]).toBe(true);
  });

  it("takes what it has words for", () => {
    const request = {
      model: "gpt-4.1",
      temperature: 0.5,
      topP: 0.9,
      maxOutputTokens: 100,
      verbosity: "low",
      user: "u",
      serviceTier: "flex",
      promptCacheKey: "k",
      metadata: { a: "b" },
      logprobs: 3,
    };
    const { body, warnings } = convert(request);
    expect(warnings).toEqual([]);
    expect(body).toMatchObject({
      temperature: 0.5,
      top_p: 0.9,
      max_output_tokens: 100,
      text: { verbosity: "low" },
      user: "u",
      service_tier: "flex",
      prompt_cache_key: "k",
      metadata: { a: "b" },
      top_logprobs: 3,
      include: ["message.output_text.logprobs"],
    });
  });

  it("reports what the API does not have", () => {
    const request: Partial<ChatRequest> = {
      topK: 1,
      presencePenalty: 1,
      frequencyPenalty: 1,
      stopSequences: ["x"],
      seed: 1,
      logitBias: { 1: 2 },
      choiceCount: 2,
      modalities: ["text", "image"],
      safetySettings: [{ category: "x" }],
      cacheControl: { type: "ephemeral" },
    };
    const none = { ...request, stopSequences: [], choiceCount: 1, modalities: ["text"] };
    expect(Object.keys(bodyOf(request))).toEqual(["model", "input", "include", "store"]);
    const dropped = Object.keys(request).map((name) => `${name} dropped`);
    expect(warningsOf(request).toSorted()).toEqual(dropped.toSorted());
    expect(warningsOf(none)).not.toContain("stopSequences dropped");
    const reasons = convert(request).warnings;
    expect(reasons.find(({ option }) => option === "seed")?.message).toContain("the Responses API");
    expect(reasons.find(({ option }) => option === "modalities")?.message).toMatch(
      /Images come from the tool `openai\.image_generation`\.$/,
    );
  });

  it("has a limit of 16 tokens at least, and 20 alternatives of a token at most", () => {
    const request = { model: "gpt-4.1", maxOutputTokens: 5, logprobs: 50 };
    expect(bodyOf(request)).toMatchObject({ max_output_tokens: 16, top_logprobs: 20 });
    expect(warningsOf(request)).toEqual(["logprobs changed", "maxOutputTokens changed"]);
  });

  it("has no sampling for a model that reasons, unless it does not", () => {
    const request = { temperature: 0.5, topP: 0.5 };
    expect(bodyOf(request)).not.toHaveProperty("temperature");
    expect(warningsOf(request)).toEqual(["temperature dropped", "topP dropped"]);
    expect(bodyOf({ ...request, reasoningEffort: "none" })).toMatchObject({ temperature: 0.5 });
    expect(warningsOf({ ...request, model: "o3" })).toEqual([
      "temperature dropped",
      "topP dropped",
    ]);
  });

  it("tells log probabilities of models that reason, up to GPT-6", () => {
    expect(bodyOf({ logprobs: true })["include"]).toContain("message.output_text.logprobs");
    expect(warningsOf({ model: "gpt-6-sol", logprobs: true })).toEqual(["logprobs dropped"]);
    expect(bodyOf({ model: "gpt-6-sol", logprobs: true })["include"]).toEqual([
      "reasoning.encrypted_content",
    ]);
  });
});

describe("reasoning", () => {
  it.each([
    [
      "an effort, and the fullest summary with it",
      { reasoningEffort: "high" },
      { effort: "high", summary: "auto" },
    ],
    ["an effort alone", { reasoningEffort: "low", reasoningSummary: "none" }, { effort: "low" }],
    ["a summary alone", { reasoningSummary: "detailed" }, { summary: "detailed" }],
    ["none at all", { reasoningEffort: "none" }, { effort: "none" }],
    ["nothing", {}, undefined],
    ["left to the model", { reasoningBudget: -1 }, undefined],
    [
      "an effort alone where nobody knows the model",
      { model: "x", reasoningEffort: "low" },
      { effort: "low" },
    ],
  ])("is %s", (_what, request, reasoning) => {
    const { body, warnings } = convert(request);
    expect([body["reasoning"], warnings]).toEqual([reasoning, []]);
  });

  it.each([
    ["gpt-5.6-sol", "max", "max"],
    ["gpt-6-astra", "max", "max"],
    ["gpt-6-astra", "none", "low"],
    ["gpt-6-sol", "none", "none"],
    ["gpt-6.1-sol", "minimal", "low"],
    ["gpt-5.5", "max", "xhigh"],
    ["gpt-5-mini", "none", "minimal"],
    ["o3-pro", "xhigh", "high"],
    ["gpt-5.1-codex-max", "xhigh", "xhigh"],
    ["unknown-model", "immense", "immense"],
  ])("of %s by the effort %s is %s", (model, reasoningEffort, effort) => {
    const { body, warnings } = convert({ model, reasoningEffort });
    expect(body["reasoning"]).toMatchObject({ effort });
    const isChanged = effort !== reasoningEffort;
    expect(warnings.map(({ action }) => action)).toEqual(isChanged ? ["changed"] : []);
  });

  it.each([
    [0, "none"],
    [1000, "low"],
    [5000, "medium"],
    [50_000, "high"],
  ])("for %d tokens is an effort, because OpenAI takes no number", (reasoningBudget, effort) => {
    const { body, warnings } = convert({ reasoningBudget });
    expect(body["reasoning"]).toMatchObject({ effort });
    expect(warnings).toMatchObject([{ option: "reasoningBudget", action: "changed" }]);
  });

  it("is not asked of a model without any", () => {
    const request = { model: "gpt-4.1", ...openai({ reasoningMode: "pro" }) };
    expect(warningsOf({ ...request, reasoningEffort: "low" })).toEqual(["reasoningEffort dropped"]);
    expect(warningsOf({ ...request, reasoningSummary: "auto" })).toEqual([
      "reasoningSummary dropped",
    ]);
    expect(warningsOf(request)).toEqual(["vendorOptions dropped"]);
    expect(bodyOf({ ...request, reasoningEffort: "low" })).not.toHaveProperty("reasoning");
  });
});

describe("the form of the answer", () => {
  const properties = { a: { type: "string" } };
  const closed = { type: "object", properties, required: ["a"], additionalProperties: false };
  const open = { type: "object", properties };
  const schemaOf = (schema: object, strict?: boolean): Partial<ChatRequest> => ({
    responseFormat: { type: "json-schema", schema: { ...schema }, strict, name: "form" },
  });

  it("is enforced where the schema may be, and said so where it may not", () => {
    const format = { type: "json_schema", name: "form", schema: closed, strict: true };
    expect(bodyOf(schemaOf(closed))["text"]).toEqual({ format });
    const described = { type: "json-schema", schema: closed, description: "A form" } as const;
    expect(bodyOf({ responseFormat: described })).toMatchObject({
      text: { format: { name: "response", description: "A form" } },
    });
    expect(bodyOf(schemaOf(closed, false))).toMatchObject({ text: { format: { strict: false } } });
    expect(convert(schemaOf(open))).toMatchObject({
      body: { text: { format: { strict: false } } },
      warnings: [],
    });
    expect(warningsOf(schemaOf(open, true))).toEqual(["responseFormat changed"]);
  });

  it("may be any object", () => {
    expect(bodyOf({ responseFormat: { type: "json-object" } })["text"]).toEqual({
      format: { type: "json_object" },
    });
  });

  it.each([
    ["gpt-5.5", { type: "array" }, undefined],
    ["gpt-4-turbo", closed, { format: { type: "json_object" } }],
    ["gpt-4", closed, undefined],
  ])("of %s is asked for in words where it cannot be had otherwise", (model, schema, text) => {
    const { body, warnings } = convert({ model, ...schemaOf(schema) });
    expect(body["text"]).toEqual(text);
    expect(JSON.stringify(body["input"])).toContain("JSON Schema");
    expect(warnings).toMatchObject([{ option: "responseFormat", action: "changed" }]);
    expect(warnings[0]?.message.includes("OpenAI takes only schemas whose root is an object")).toBe(
      model === "gpt-5.5",
    );
  });
});

describe("tools", () => {
  const parameters = { type: "object", properties: {}, additionalProperties: false };

  it("are not strict unless they can be and shall be", () => {
    const { body, warnings } = convert({
      tools: [
        { type: "function", name: "a" },
        { type: "function", name: "none", strict: true },
        { type: "function", name: "b", description: "B.", parameters, strict: true },
        { type: "function", name: "c", parameters: { type: "object" }, strict: true },
        { type: "raw", value: { type: "web_search" } },
        { type: "vendor", id: "anthropic.bash_20250124", name: "bash", args: {} },
      ],
      parallelToolCalls: false,
    });
    expect(body["tools"]).toEqual([
      {
        type: "function",
        name: "a",
        parameters,
        strict: false,
      },
      { type: "function", name: "none", parameters, strict: true },
      { type: "function", name: "b", description: "B.", parameters, strict: true },
      { type: "function", name: "c", parameters: { type: "object" }, strict: false },
      { type: "web_search" },
    ]);
    expect(body["parallel_tool_calls"]).toBe(false);
    expect(warnings).toMatchObject([
      { option: "tools", action: "changed" },
      { option: "tools", action: "dropped" },
    ]);
  });

  it("have options of OpenAI's", () => {
    const namespace = { name: "crm", description: "Customers." };
    const tool = (name: string, options: object) => ({
      type: "function" as const,
      name,
      parameters,
      vendorOptions: { openai: { ...options } },
    });
    const { body } = convert({
      tools: [
        tool("a", { namespace, deferLoading: true }),
        tool("b", { allowedCallers: ["programmatic"], outputSchema: { maxItems: 1 }, async: true }),
        tool("c", { namespace }),
        tool("d", { omitFromRequestTools: true }),
      ],
    });
    expect(body["tools"]).toMatchObject([
      {
        type: "namespace",
        ...namespace,
        tools: [{ name: "a", defer_loading: true }, { name: "c" }],
      },
      {
        name: "b",
        allowed_callers: ["programmatic"],
        output_schema: { maxItems: 1 },
        async: true,
      },
    ]);
    expect(body["tools"]).toHaveLength(2);
  });

  it.each([
    [
      "web_search",
      { searchContextSize: "low", filters: { allowedDomains: ["a"] } },
      { search_context_size: "low", filters: { allowed_domains: ["a"] } },
    ],
    [
      "file_search",
      { vectorStoreIds: ["v"], ranking: { scoreThreshold: 0.5 } },
      { vector_store_ids: ["v"], ranking_options: { score_threshold: 0.5 } },
    ],
    ["code_interpreter", {}, { container: { type: "auto" } }],
    ["code_interpreter", { container: "c" }, { container: "c" }],
    [
      "code_interpreter",
      { container: { fileIds: ["f"] } },
      { container: { type: "auto", file_ids: ["f"] } },
    ],
    ["image_generation", { outputFormat: "png" }, { output_format: "png" }],
    [
      "mcp",
      {
        serverLabel: "s",
        headers: { "X-Own": "1" },
        requireApproval: { never: { toolNames: [] } },
      },
      {
        server_label: "s",
        headers: { "X-Own": "1" },
        require_approval: { never: { tool_names: [] } },
      },
    ],
    ["mcp", { serverLabel: "s" }, { server_label: "s", require_approval: "never" }],
    ["custom", { format: { type: "text" } }, { name: "own", format: { type: "text" } }],
    ["local_shell", {}, {}],
    ["shell", { environment: { skills: [] } }, { environment: { type: "local", skills: [] } }],
    [
      "shell",
      {
        environment: {
          type: "containerAuto",
          memoryLimit: "1g",
          skills: [
            { type: "skillReference", providerReference: { openai: "skill_1" } },
            { type: "inline", name: "n", source: { mediaType: "application/zip", data: "aA==" } },
          ],
        },
      },
      {
        environment: {
          type: "container_auto",
          memory_limit: "1g",
          skills: [
            { type: "skill_reference", skill_id: "skill_1", version: "latest" },
            {
              type: "inline",
              name: "n",
              source: { type: "base64", media_type: "application/zip", data: "aA==" },
            },
          ],
        },
      },
    ],
    [
      "tool_search",
      { execution: "client", parameters: { maxItems: 1 } },
      { execution: "client", parameters: { maxItems: 1 } },
    ],
    ["dream", { deepSleep: true }, { deep_sleep: true }],
  ])("of OpenAI's: %s with %j", (type, args, entry) => {
    const { body, warnings } = convert({
      tools: [{ type: "vendor", id: `openai.${type}`, name: "own", args }],
    });
    expect([body["tools"], warnings]).toEqual([[{ type, ...entry }], []]);
  });

  it("of OpenAI's have the answer hold what they found", () => {
    const tools = ["web_search", "code_interpreter"].map((name) => ({
      type: "vendor" as const,
      id: `openai.${name}`,
      name,
      args: {},
    }));
    expect(bodyOf({ tools })["include"]).toEqual([
      "reasoning.encrypted_content",
      "web_search_call.action.sources",
      "code_interpreter_call.outputs",
    ]);
    expect(
      bodyOf({ tools, ...openai({ includeWebSearchSources: false }) })["include"],
    ).toHaveLength(2);
  });

  it.each([
    ["auto", "auto"],
    ["none", "none"],
    ["required", "required"],
    [{ toolName: "now" }, { type: "function", name: "now" }],
    [{ toolName: "look" }, { type: "web_search" }],
    [{ toolName: "web_search" }, { type: "web_search" }],
    [{ toolName: "sql" }, { type: "custom", name: "sql" }],
    [{ toolName: "crm" }, { type: "mcp", server_label: "crm server" }],
    [{ toolName: "image_generation" }, { type: "image_generation" }],
  ] as const)("are chosen by %j", (toolChoice, wire) => {
    const tools: ChatRequest["tools"] = [
      { type: "function", name: "now" },
      { type: "vendor", id: "openai.web_search", name: "look", args: {} },
      { type: "vendor", id: "openai.custom", name: "sql", args: {} },
      { type: "vendor", id: "openai.mcp", name: "crm", args: { serverLabel: "crm server" } },
      { type: "raw", value: { type: "image_generation" } },
    ];
    expect(bodyOf({ tools, toolChoice })["tool_choice"]).toEqual(wire);
  });

  it("may be allowed in part", () => {
    const tools: ChatRequest["tools"] = [{ type: "function", name: "now" }];
    const options = openai({ allowedTools: { toolNames: ["now"] } });
    expect(bodyOf({ tools, toolChoice: "required", ...options })["tool_choice"]).toEqual({
      type: "allowed_tools",
      mode: "auto",
      tools: [{ type: "function", name: "now" }],
    });
  });
});

describe("options of OpenAI's", () => {
  it("are spelt as its AI SDK package has them, and win", () => {
    const { body, warnings } = convert({
      reasoningEffort: "low",
      store: true,
      ...openai({
        reasoningEffort: "high",
        reasoningSummary: "concise",
        reasoningContext: "all_turns",
        textVerbosity: "high",
        store: false,
        user: "u",
        serviceTier: "priority",
        promptCacheKey: "k",
        promptCacheOptions: { ttl: "12h", comparisonResponseId: "r" },
        metadata: { someKey: "v" },
        maxToolCalls: 3,
        safetyIdentifier: "s",
        truncation: "auto",
        instructions: "Be brief.",
        previousResponseId: "resp_1",
        contextManagement: [{ type: "compaction", compactThreshold: 5 }],
        include: ["file_search_call.results"],
        logprobs: 2,
        textFormat: { type: "text" },
        someNewOption: true,
        promptCacheRetention: null,
      }),
    });
    expect(warnings).toEqual([]);
    expect(body).toMatchObject({
      reasoning: { effort: "high", summary: "concise", context: "all_turns" },
      text: { verbosity: "high", format: { type: "text" } },
      store: false,
      user: "u",
      service_tier: "priority",
      prompt_cache_key: "k",
      prompt_cache_options: { ttl: "12h", comparison_response_id: "r" },
      metadata: { someKey: "v" },
      max_tool_calls: 3,
      safety_identifier: "s",
      truncation: "auto",
      instructions: "Be brief.",
      previous_response_id: "resp_1",
      context_management: [{ type: "compaction", compact_threshold: 5 }],
      include: [
        "file_search_call.results",
        "reasoning.encrypted_content",
        "message.output_text.logprobs",
      ],
      top_logprobs: 2,
      some_new_option: true,
    });
    expect(body).not.toHaveProperty("prompt_cache_retention");
    expect(body).not.toHaveProperty("effort");
  });

  it.each([
    ["user", "u", { user: "u" }],
    ["serviceTier", "flex", { service_tier: "flex" }],
    ["promptCacheKey", "k", { prompt_cache_key: "k" }],
  ])("has the request's own option %s too, and wins over it", (name, value, fields) => {
    expect(bodyOf({ [name]: "other", ...openai({ [name]: value }) })).toMatchObject(fields);
  });

  it("says how tools are called, and nothing that is not for the server", () => {
    const tools: ChatRequest["tools"] = [{ type: "function", name: "now" }];
    const options = openai({ parallelToolCalls: false, passThroughUnsupportedFiles: true });
    const body = bodyOf({ tools, parallelToolCalls: true, ...options });
    expect(body["parallel_tool_calls"]).toBe(false);
    expect(Object.keys(body)).not.toContain("pass_through_unsupported_files");
  });

  it("may want no summary", () => {
    const options = openai({ reasoningSummary: null, reasoningEffort: "low" });
    expect(bodyOf(options)["reasoning"]).toEqual({ effort: "low" });
  });

  it("may say that a model reasons whose name does not", () => {
    const { body } = convert({
      model: "stealth",
      messages: [{ role: "system", content: "S" }, HELLO],
      ...openai({ forceReasoning: true }),
    });
    expect(body).toMatchObject({
      include: ["reasoning.encrypted_content"],
      input: [{ role: "developer", content: "S" }, {}],
    });
  });

  it("may change the effort, or have the conversation compacted", () => {
    const options = openai({ reasoningEffortUpdate: "low", compactionTrigger: true });
    expect(bodyOf(options)["input"]).toMatchObject([
      { type: "configuration_update", reasoning: { effort: "low" } },
      { role: "user" },
      { type: "compaction_trigger" },
    ]);
  });

  it("may keep schemas from being strict", () => {
    const schema = { type: "object", properties: {}, additionalProperties: false };
    const responseFormat = { type: "json-schema" as const, schema };
    expect(bodyOf({ responseFormat, ...openai({ strictJsonSchema: false }) })).toMatchObject({
      text: { format: { strict: false, name: "response" } },
    });
  });

  it.each([
    ["reasoningEffort", 3],
    ["user", 3],
    ["serviceTier", 3],
    ["promptCacheKey", 3],
    ["store", "yes"],
    ["parallelToolCalls", "yes"],
    ["logprobs", "yes"],
  ])("are refused where %s is %j", (name, value) => {
    expect(() => convert(openai({ [name]: value }))).toThrow(`vendorOptions.openai.${name}`);
  });
});
