import { describe, expect, it } from "vitest";
import { resolveModelTraits } from "../../../../models/resolve-model-traits.ts";
import type {
  AssistantPart,
  ChatMessage,
  ChatRequest,
  FunctionTool,
} from "../../../chat-request.ts";
import type { ConvertedRequest } from "../../chat-api.ts";
import { convertRequest } from "./convert-request.ts";

const SONNET = "claude-sonnet-4-5";
const OPUS_5 = "claude-opus-5";
const WEATHER: FunctionTool = {
  type: "function",
  name: "weather",
  description: "The weather",
  parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
};

function convert(request: Partial<ChatRequest>, isStream = false): ConvertedRequest {
  const whole = { model: SONNET, messages: [{ role: "user" as const, content: "Hi" }], ...request };
  return convertRequest(whole, resolveModelTraits(whole.model), isStream);
}

/** What was reported, by option and action. */
function told({ warnings }: ConvertedRequest): string[] {
  return warnings.map(({ option, action }) => `${option} ${action}`);
}

describe("a request", () => {
  it("has what the API requires and nothing else", () => {
    expect(convert({})).toEqual({
      path: "/v1/messages",
      headers: { "anthropic-version": "2023-06-01" },
      body: {
        model: SONNET,
        max_tokens: 64_000,
        messages: [{ role: "user", content: [{ type: "text", text: "Hi" }] }],
      },
      warnings: [],
    });
  });

  it("carries what the API has words for", () => {
    const { body, warnings } = convert(
      {
        maxOutputTokens: 100,
        temperature: 0.5,
        topK: 3,
        stopSequences: ["END"],
        user: "u1",
        serviceTier: "standard_only",
        choiceCount: 1,
        logprobs: false,
        modalities: ["text"],
        store: false,
      },
      true,
    );
    expect(body).toMatchObject({
      max_tokens: 100,
      temperature: 0.5,
      top_k: 3,
      stop_sequences: ["END"],
      metadata: { user_id: "u1" },
      service_tier: "standard_only",
      stream: true,
    });
    expect(warnings).toEqual([]);
  });

  it.each(["auto", "standard_only"])("may name the service tier %s", (serviceTier) => {
    expect(convert({ serviceTier })).toMatchObject({
      body: { service_tier: serviceTier },
      warnings: [],
    });
  });

  it("says which options the API does not have", () => {
    const converted = convert({
      presencePenalty: 1,
      frequencyPenalty: 1,
      seed: 1,
      logitBias: { 1: 1 },
      verbosity: "low",
      promptCacheKey: "k",
      metadata: { a: "b" },
      safetySettings: [{ category: "x" }],
      choiceCount: 2,
      logprobs: 3,
      modalities: ["text", "audio"],
      store: true,
      serviceTier: "flex",
      stopSequences: ["\n"],
    });
    expect(Object.keys(converted.body)).toEqual(["model", "max_tokens", "messages"]);
    expect(converted.warnings.find(({ option }) => option === "seed")?.message).toContain(
      "the Messages API",
    );
    expect(told(converted).toSorted()).toEqual(
      [
        "presencePenalty",
        "frequencyPenalty",
        "seed",
        "logitBias",
        "verbosity",
        "promptCacheKey",
        "metadata",
        "safetySettings",
        "choiceCount",
        "logprobs",
        "modalities",
        "store",
        "serviceTier",
        "stopSequences",
      ]
        .map((option) => `${option} dropped`)
        .toSorted(),
    );
  });
});

describe("the limit of the answer", () => {
  it("of a model nobody knows is what the relay puts in, and is told", () => {
    const converted = convert({ model: "new-model" });
    expect(converted.body["max_tokens"]).toBe(8192);
    expect(told(converted)).toEqual(["maxOutputTokens changed"]);
  });

  it("is not above what the model writes", () => {
    const converted = convert({ maxOutputTokens: 100_000 });
    expect(converted.body["max_tokens"]).toBe(64_000);
    expect(told(converted)).toEqual(["maxOutputTokens changed"]);
  });

  it("is raised above a budget of thinking, which counts into it", () => {
    const converted = convert({ maxOutputTokens: 1000, reasoningBudget: 2000 });
    expect(converted.body).toMatchObject({ max_tokens: 3000, thinking: { budget_tokens: 2000 } });
    expect(told(converted)).toEqual(["maxOutputTokens changed"]);
  });

  it("leaves the answer room when the budget is all that the model writes", () => {
    expect(convert({ reasoningBudget: 64_000 }).body).toMatchObject({
      max_tokens: 64_000,
      thinking: { budget_tokens: 62_976 },
    });
  });
});

describe("sampling", () => {
  it("goes up to a temperature of 1", () => {
    const converted = convert({ temperature: 1.7 });
    expect(converted.body["temperature"]).toBe(1);
    expect(told(converted)).toEqual(["temperature changed"]);
  });

  it("is by temperature or by top-p", () => {
    const converted = convert({ temperature: 0.2, topP: 0.9 });
    expect(converted.body).not.toHaveProperty("top_p");
    expect(told(converted)).toEqual(["topP dropped"]);
    expect(convert({ topP: 0.9 }).body["top_p"]).toBe(0.9);
  });

  it("is not sent to models that take none", () => {
    const converted = convert({ model: OPUS_5, temperature: 0.2, topP: 0.9, topK: 4 });
    expect(told(converted)).toEqual(["temperature dropped", "topP dropped", "topK dropped"]);
    expect(Object.keys(converted.body)).toEqual(["model", "max_tokens", "messages"]);
  });

  it("is sent without thinking to a model that refuses it only with thinking", () => {
    const traits = {
      ...resolveModelTraits(SONNET),
      refusedOptions: { temperature: "while-reasoning" as const },
    };
    const request = { model: SONNET, messages: [{ role: "user" as const, content: "Hi" }] };
    const temperatureFor = (reasoningEffort?: string) =>
      convertRequest({ ...request, temperature: 0.5, reasoningEffort }, traits, false).body[
        "temperature"
      ];
    expect([temperatureFor("none"), temperatureFor()]).toEqual([0.5, undefined]);
  });

  it("is not sent while the model thinks, but for what changes nothing", () => {
    const thinking = { reasoningEffort: "low" };
    const converted = convert({ ...thinking, temperature: 0.2, topK: 4 });
    expect(told(converted)).toEqual(["temperature dropped", "topK dropped"]);
    expect(told(convert({ ...thinking, topP: 0.5 }))).toEqual(["topP dropped"]);
    expect(convert({ ...thinking, topP: 0.95 }).body["top_p"]).toBe(0.95);
    const unchanged = convert({ ...thinking, temperature: 1 });
    expect(unchanged.body["temperature"]).toBe(1);
    expect(unchanged.warnings).toEqual([]);
  });
});

describe("thinking", () => {
  it.each([
    ["minimal", 1024],
    ["low", 4096],
    ["medium", 8192],
    ["high", 16_384],
    ["xhigh", 32_768],
    ["max", 49_152],
  ])("by the effort %s is a budget of %d up to Claude 4.5", (reasoningEffort, budget) => {
    const { body, warnings } = convert({ reasoningEffort });
    expect(body["thinking"]).toEqual({ type: "enabled", budget_tokens: budget });
    expect(body).not.toHaveProperty("output_config");
    expect(warnings).toEqual([]);
  });

  it("by effort is adaptive, shown and with that effort from Claude 4.6 on", () => {
    for (const model of ["claude-sonnet-4-6", "claude-opus-4-7", OPUS_5, "claude-next-9"]) {
      const { body, warnings } = convert({ model, reasoningEffort: "high", maxOutputTokens: 9 });
      expect(body).toMatchObject({
        max_tokens: 9,
        thinking: { type: "adaptive", display: "summarized" },
        output_config: { effort: "high" },
      });
      expect(warnings).toEqual([]);
    }
  });

  it("is not shown to those who do not want to see it", () => {
    const { body } = convert({ model: OPUS_5, reasoningEffort: "low", reasoningSummary: "none" });
    expect(body["thinking"]).toEqual({ type: "adaptive", display: "omitted" });
  });

  it("is shown to those who ask for nothing else", () => {
    expect(convert({ model: OPUS_5, reasoningSummary: "auto" }).body["thinking"]).toEqual({
      type: "adaptive",
      display: "summarized",
    });
    expect(told(convert({ reasoningSummary: "auto" }))).toEqual(["reasoningSummary dropped"]);
  });

  it("has the nearest effort that the model knows", () => {
    const sonnet = convert({ model: "claude-sonnet-4-6", reasoningEffort: "xhigh" });
    expect(sonnet.body["output_config"]).toEqual({ effort: "high" });
    expect(told(sonnet)).toEqual(["reasoningEffort changed"]);
    const opus = convert({ model: OPUS_5, reasoningEffort: "minimal" });
    expect(opus.body["output_config"]).toEqual({ effort: "low" });
    expect(told(opus)).toEqual(["reasoningEffort changed"]);
  });

  it("is off for the effort none and the budget 0", () => {
    for (const model of [SONNET, "claude-sonnet-4-6", OPUS_5]) {
      for (const request of [{ reasoningEffort: "none" }, { reasoningBudget: 0 }]) {
        const { body, warnings } = convert({ model, temperature: 1, ...request });
        expect(body["thinking"]).toEqual({ type: "disabled" });
        expect(body).not.toHaveProperty("output_config");
        expect(warnings.filter(({ option }) => option !== "temperature")).toEqual([]);
      }
    }
  });

  it("is as little as can be for models that always think", () => {
    const fable = convert({ model: "claude-fable-5", reasoningEffort: "none" });
    expect(fable.body).not.toHaveProperty("thinking");
    expect(fable.body["output_config"]).toEqual({ effort: "low" });
    expect(told(fable)).toEqual(["reasoningEffort changed"]);
    const sonnet = convert({ model: "claude-sonnet-5-5", reasoningEffort: "none" });
    expect(sonnet.body["thinking"]).toEqual({ type: "between_tools" });
    expect(told(sonnet)).toEqual(["reasoningEffort changed"]);
  });

  it("by a budget goes to models that take one; others decide themselves", () => {
    expect(convert({ model: "claude-opus-4-6", reasoningBudget: 3000 }).body["thinking"]).toEqual({
      type: "enabled",
      budget_tokens: 3000,
    });
    const opus = convert({ model: OPUS_5, reasoningBudget: 3000 });
    expect(opus.body["thinking"]).toEqual({ type: "adaptive", display: "summarized" });
    expect(opus.body["output_config"]).toEqual({ effort: "low" });
    expect(told(opus)).toEqual(["reasoningBudget changed"]);
    const more = convert({ model: OPUS_5, reasoningBudget: 20_000 });
    expect(more.body["output_config"]).toEqual({ effort: "high" });
  });

  it("by a budget is the effort nearest below it for models that take none", () => {
    const effortOf = (reasoningBudget: number) =>
      convert({ model: OPUS_5, reasoningBudget }).body["output_config"];
    expect([9000, 33_000, 50_000].map(effortOf)).toEqual([
      { effort: "medium" },
      { effort: "xhigh" },
      { effort: "max" },
    ]);
  });

  it("keeps the vendor's other words beside a budget", () => {
    const thinking = { type: "enabled", budgetTokens: 2000, display: "omitted" };
    expect(convert({ vendorOptions: { anthropic: { thinking } } }).body["thinking"]).toEqual({
      type: "enabled",
      budget_tokens: 2000,
      display: "omitted",
    });
  });

  it.each([
    [SONNET, "adaptive", { type: "enabled", budget_tokens: 8192 }],
    ["claude-sonnet-4-6", "between_tools", { type: "disabled" }],
    ["claude-sonnet-5-5", "disabled", { type: "between_tools" }],
    ["claude-fable-5", "disabled", undefined],
  ])("of %s is never %s, in the vendor's words too", (model, type, sent) => {
    const converted = convert({ model, vendorOptions: { anthropic: { thinking: { type } } } });
    expect(converted.body["thinking"]).toEqual(sent);
    expect(told(converted)).toEqual(["vendorOptions changed"]);
  });

  it.each([
    ["claude-sonnet-4-6", { reasoningEffort: "low" }],
    ["claude-sonnet-4-6", { vendorOptions: { anthropic: { thinking: { type: "adaptive" } } } }],
    ["claude-sonnet-5-5", { reasoningEffort: "none" }],
    [
      "claude-sonnet-5-5",
      { vendorOptions: { anthropic: { thinking: { type: "between_tools" } } } },
    ],
  ])(
    "of %s leaves the choice of tools free, by whatever it was asked for: %j",
    (model, request) => {
      const converted = convert({ model, tools: [WEATHER], toolChoice: "required", ...request });
      expect(converted.body["tool_choice"]).toEqual({ type: "auto" });
      expect(converted.warnings.map(({ message }) => message)).toContain(
        'No model can be made to call a tool while it thinks, so it was asked for in words, with the choice "auto".',
      );
    },
  );

  it("has no effort of the vendor's where a model takes none, and that is told", () => {
    const converted = convert({ vendorOptions: { anthropic: { effort: "low" } } });
    expect(converted.body).not.toHaveProperty("output_config");
    expect(told(converted)).toEqual(["vendorOptions dropped"]);
  });

  it("has at least 1024 tokens", () => {
    const converted = convert({ reasoningBudget: 10 });
    expect(converted.body["thinking"]).toEqual({ type: "enabled", budget_tokens: 1024 });
    expect(told(converted)).toEqual(["reasoningBudget changed"]);
  });

  it("is not asked of models that are older", () => {
    const converted = convert({ model: "claude-3-5-haiku-latest", reasoningEffort: "low" });
    expect(converted.body).not.toHaveProperty("thinking");
    expect(told(converted)).toEqual(["reasoningEffort dropped"]);
    const none = convert({ model: "claude-3-5-haiku-latest", reasoningEffort: "none" });
    expect(none.warnings).toEqual([]);
  });

  it("as the vendor's package writes it comes first, and is mended for the model too", () => {
    const anthropic = { thinking: { type: "enabled", budgetTokens: 2000 }, effort: "low" };
    const opus45 = convert({
      model: "claude-opus-4-5",
      reasoningEffort: "high",
      vendorOptions: { anthropic },
    });
    expect(opus45.body).toMatchObject({
      thinking: { type: "enabled", budget_tokens: 2000 },
      output_config: { effort: "low" },
    });
    const opus5 = convert({ model: OPUS_5, vendorOptions: { anthropic } });
    expect(opus5.body["thinking"]).toEqual({ type: "adaptive" });
    expect(told(opus5)).toEqual(["vendorOptions changed"]);
  });

  it("keeps the vendor's other words and their beta flags", () => {
    const { body, headers } = convert({
      model: OPUS_5,
      vendorOptions: {
        anthropic: {
          thinking: {
            type: "adaptive",
            display: "updates",
            blockBinding: { prefixMismatchBehavior: "drop_block" },
          },
        },
      },
    });
    expect(body["thinking"]).toEqual({
      type: "adaptive",
      display: "updates",
      block_binding: { prefix_mismatch_behavior: "drop_block" },
    });
    expect(headers?.["anthropic-beta"]).toBe(
      "thinking-display-updates-2026-08-18,thinking-binding-controls-2026-08-01",
    );
  });

  it("goes in the vendor's words where nobody knows them here", () => {
    const anthropic = { thinking: { type: "dreaming", sleepHours: 8 } };
    const { body, warnings } = convert({ vendorOptions: { anthropic }, temperature: 0.5 });
    expect(body).toMatchObject({
      thinking: { type: "dreaming", sleep_hours: 8 },
      temperature: 0.5,
    });
    expect(warnings).toEqual([]);
  });

  it("by a budget stops within a tool loop that another model began", () => {
    const messages: ChatRequest["messages"] = [
      { role: "user", content: "Weather?" },
      {
        role: "assistant",
        content: [
          { type: "reasoning", text: "Hm", echo: { api: "responses", data: {} } },
          { type: "tool-call", id: "a", name: "weather", arguments: "{}" },
        ],
      },
      { role: "tool", toolCallId: "a", content: "Sun" },
    ];
    const request = { messages, tools: [WEATHER], reasoningBudget: 2000 };
    const sonnet = convert(request);
    expect(sonnet.body).not.toHaveProperty("thinking");
    expect(told(sonnet)).toEqual(["reasoningBudget changed"]);
    expect(sonnet.warnings[0]?.message).toMatch(/no thinking was requested\.$/);
    const adaptive = convert({ ...request, model: "claude-sonnet-4-6" });
    expect(adaptive.warnings[0]?.message).toMatch(/it decides itself how much\.$/);
    expect(adaptive.body["thinking"]).toMatchObject({ type: "adaptive" });
    const [question, , result] = messages;
    const call = { type: "tool-call", id: "a", name: "weather", arguments: "{}" } as const;
    const signed = {
      type: "reasoning",
      text: "Hm",
      echo: { api: "messages", data: { signature: "s" } },
    } as const;
    const begunWith = (...parts: AssistantPart[]) => {
      const answer: ChatMessage = { role: "assistant", content: [...parts, call] };
      const loop = [question, answer, result].filter((message) => message !== undefined);
      return convert({ ...request, messages: loop });
    };
    const foreign = { type: "vendor-block", api: "responses", block: {} } as const;
    expect(begunWith({ type: "text", text: "" }, foreign, signed).body).toHaveProperty("thinking");
    expect(begunWith({ type: "text", text: "Well" }, signed).body).not.toHaveProperty("thinking");
    expect(begunWith({ ...foreign, api: "messages" }, signed).body).not.toHaveProperty("thinking");
    const next = convert({ ...request, messages: [...messages, { role: "user", content: "So?" }] });
    expect(next.body["thinking"]).toMatchObject({ type: "enabled" });
  });
});

describe("tools", () => {
  it("are sent with a schema of an object, whatever is missing", () => {
    const { body } = convert({ tools: [WEATHER, { type: "function", name: "now" }] });
    expect(body["tools"]).toEqual([
      { name: "weather", description: "The weather", input_schema: WEATHER.parameters },
      { name: "now", input_schema: { type: "object", properties: {} } },
    ]);
    expect(body).not.toHaveProperty("tool_choice");
  });

  it("are strict where the model and the schema allow it", () => {
    const strict = { ...WEATHER, strict: true };
    expect(convert({ tools: [strict] }).body["tools"]).toMatchObject([
      { strict: true, input_schema: { additionalProperties: false } },
    ]);
    const older = convert({ model: "claude-opus-4-1", tools: [strict] });
    expect(older.body["tools"]).toEqual(convert({ tools: [WEATHER] }).body["tools"]);
    expect(told(older)).toEqual(["tools dropped"]);
    expect(older.warnings[0]?.message).not.toContain("Its schema");
    const open = { ...strict, parameters: { type: "object", additionalProperties: true } };
    const free = convert({ tools: [open] });
    expect(told(free)).toEqual(["tools dropped"]);
    expect(free.warnings[0]?.message).toMatch(
      /^The tool weather was not sent as strict\. Its schema/,
    );
  });

  it("carry the options that the vendor's package has for them", () => {
    const anthropic = {
      deferLoading: true,
      allowedCallers: ["code_execution_20260120"],
      eagerInputStreaming: true,
      inputExamples: [{ cityName: "Oslo" }],
      cacheControl: { type: "ephemeral", ttl: "1h" },
    };
    const { body } = convert({ tools: [{ ...WEATHER, vendorOptions: { anthropic } }] });
    expect(body["tools"]).toMatchObject([
      {
        defer_loading: true,
        allowed_callers: ["code_execution_20260120"],
        eager_input_streaming: true,
        input_examples: [{ cityName: "Oslo" }],
        cache_control: { type: "ephemeral", ttl: "1h" },
      },
    ]);
  });

  it("of the vendor's own follow from their ids", () => {
    const { body, headers } = convert({
      tools: [
        {
          type: "vendor",
          id: "anthropic.web_search_20250305",
          name: "search",
          args: { maxUses: 2, userLocation: { type: "approximate", city: "Oslo" } },
        },
        { type: "vendor", id: "anthropic.text_editor_20250728", name: "edit", args: {} },
        { type: "vendor", id: "anthropic.tool_search_regex_20251119", name: "find", args: {} },
        { type: "vendor", id: "anthropic.computer_toolset_20260801", name: "pc", args: {} },
        {
          type: "vendor",
          id: "anthropic.computer_20250124",
          name: "computer",
          args: { displayWidthPx: 9, displayHeightPx: 8 },
        },
        { type: "vendor", id: "anthropic.some_tool_20300101", name: "new", args: { aB: 1 } },
        { type: "raw", value: { type: "custom", name: "raw" } },
      ],
    });
    expect(body["tools"]).toEqual([
      {
        type: "web_search_20250305",
        name: "web_search",
        max_uses: 2,
        user_location: { type: "approximate", city: "Oslo" },
      },
      { type: "text_editor_20250728", name: "str_replace_based_edit_tool" },
      { type: "tool_search_tool_regex_20251119", name: "tool_search_tool_regex" },
      { type: "computer_toolset_20260801" },
      { type: "computer_20250124", name: "computer", display_width_px: 9, display_height_px: 8 },
      { type: "some_tool_20300101", name: "some_tool", a_b: 1 },
      { type: "custom", name: "raw" },
    ]);
    expect(headers?.["anthropic-beta"]).toBe("computer-use-2025-01-24");
  });

  it.each([
    ["text_editor_20241022", undefined, "str_replace_editor", "computer-use-2024-10-22"],
    ["text_editor_20250124", undefined, "str_replace_editor", undefined],
    ["text_editor_20250429", undefined, "str_replace_based_edit_tool", undefined],
    [
      "tool_search_bm25_20251119",
      "tool_search_tool_bm25_20251119",
      "tool_search_tool_bm25",
      undefined,
    ],
    ["bash_20241022", undefined, "bash", "computer-use-2024-10-22"],
    ["computer_20241022", undefined, "computer", "computer-use-2024-10-22"],
    ["computer_20251124", undefined, "computer", "computer-use-2025-11-24"],
    ["advisor_20260301", undefined, "advisor", "advisor-tool-2026-03-01"],
    ["mcp_toolset", undefined, undefined, "mcp-client-2025-11-20"],
  ])("of the vendor's own: %s", (version, type, name, beta) => {
    const { body, headers } = convert({
      tools: [{ type: "vendor", id: `anthropic.${version}`, name: "own", args: {} }],
    });
    expect(body["tools"]).toEqual([{ type: type ?? version, name }]);
    expect(headers?.["anthropic-beta"]).toBe(beta);
  });

  it("of other vendors are not offered", () => {
    const converted = convert({
      tools: [{ type: "vendor", id: "openai.web_search", name: "web_search", args: {} }],
    });
    expect(converted.body).not.toHaveProperty("tools");
    expect(told(converted)).toEqual(["tools dropped"]);
  });

  it.each([
    ["auto", { type: "auto" }],
    ["none", { type: "none" }],
    ["required", { type: "any" }],
    [{ toolName: "weather" }, { type: "tool", name: "weather" }],
  ] as const)("are chosen: %j is %j", (toolChoice, choice) => {
    expect(convert({ tools: [WEATHER], toolChoice }).body["tool_choice"]).toEqual(choice);
  });

  it("are called one at a time on request", () => {
    const tools = [WEATHER];
    const single = { disable_parallel_tool_use: true };
    expect(convert({ tools, parallelToolCalls: false }).body["tool_choice"]).toEqual({
      type: "auto",
      ...single,
    });
    expect(
      convert({ tools, toolChoice: "required", parallelToolCalls: false }).body["tool_choice"],
    ).toEqual({ type: "any", ...single });
    const anthropic = { disableParallelToolUse: true };
    expect(convert({ tools, vendorOptions: { anthropic } }).body["tool_choice"]).toEqual({
      type: "auto",
      ...single,
    });
    expect(
      convert({ tools, toolChoice: "none", parallelToolCalls: false }).body["tool_choice"],
    ).toEqual({ type: "none" });
  });

  it("are not forced on a model that thinks, or that takes no force", () => {
    const forced = { tools: [WEATHER], toolChoice: "required" as const };
    for (const request of [{ reasoningEffort: "low" }, { model: "claude-opus-5-5" }]) {
      const converted = convert({ ...forced, ...request });
      expect(converted.body["tool_choice"]).toEqual({ type: "auto" });
      expect(converted.body["system"]).toEqual([
        { type: "text", text: "Answer by calling one of the tools, not in words." },
      ]);
      expect(told(converted)).toEqual(["toolChoice changed"]);
    }
  });

  it("of the vendor's own are chosen by the caller's name", () => {
    const { body } = convert({
      tools: [{ type: "vendor", id: "anthropic.bash_20250124", name: "shell", args: {} }],
      toolChoice: { toolName: "shell" },
    });
    expect(body["tool_choice"]).toEqual({ type: "tool", name: "bash" });
  });
});

describe("a response format", () => {
  const schema = {
    type: "object",
    properties: { city: { type: "string", minLength: 2 } },
    required: ["city"],
  };
  const responseFormat = { type: "json-schema", schema } as const;

  it("is one the API holds the model to", () => {
    const { body, warnings } = convert({ responseFormat });
    expect(body["output_config"]).toEqual({
      format: {
        type: "json_schema",
        schema: {
          type: "object",
          properties: { city: { type: "string", description: "minLength: 2" } },
          required: ["city"],
          additionalProperties: false,
        },
      },
    });
    expect(warnings).toEqual([]);
  });

  it("is described by its schema or for it", () => {
    const described = convert({ responseFormat: { ...responseFormat, description: "A place" } });
    expect(described.body["output_config"]).toMatchObject({
      format: { schema: { description: "A place", required: ["city"] } },
    });
    const older = { model: "claude-3-7-sonnet-latest", responseFormat };
    const taskOf = (request: Partial<ChatRequest>) => [convert(request).body["tools"]].flat()[0];
    expect(taskOf(older)).toHaveProperty(
      "description",
      expect.stringMatching(/write no text beside it\.$/),
    );
    const explained = { ...older, responseFormat: { ...responseFormat, description: "A place" } };
    expect(taskOf(explained)).toHaveProperty(
      "description",
      expect.stringMatching(/write no text beside it\. A place$/),
    );
  });

  it("stands beside an effort", () => {
    const { body } = convert({ model: OPUS_5, responseFormat, reasoningEffort: "low" });
    expect(body["output_config"]).toMatchObject({
      effort: "low",
      format: { type: "json_schema" },
    });
  });

  it("is the arguments of a tool for models that cannot be held to it", () => {
    const { body, warnings } = convert({ model: "claude-3-7-sonnet-latest", responseFormat });
    expect(body["tools"]).toMatchObject([{ name: "json_response", input_schema: schema }]);
    expect(body["tool_choice"]).toEqual({
      type: "tool",
      name: "json_response",
      disable_parallel_tool_use: true,
    });
    expect(warnings).toEqual([]);
    const strict = convert({
      model: "claude-3-7-sonnet-latest",
      responseFormat: { ...responseFormat, strict: true },
    });
    expect(told(strict)).toEqual(["responseFormat changed"]);
  });

  it("is that for schemas that cannot be a grammar too", () => {
    const open = { type: "object", properties: {}, additionalProperties: { type: "string" } };
    const { body } = convert({ responseFormat: { type: "json-schema", schema: open } });
    expect(body).not.toHaveProperty("output_config");
    expect(body["tools"]).toMatchObject([{ name: "json_response", input_schema: open }]);
  });

  it("by a tool lets other tools be called first", () => {
    const model = "claude-3-7-sonnet-latest";
    const { body } = convert({ model, responseFormat, tools: [WEATHER] });
    expect(body["tools"]).toMatchObject([{ name: "weather" }, { name: "json_response" }]);
    expect(body["tool_choice"]).toEqual({ type: "any", disable_parallel_tool_use: true });
    const none = convert({ model, responseFormat, tools: [WEATHER], toolChoice: "none" });
    expect(none.body["tools"]).toMatchObject([{ name: "json_response" }]);
  });

  it("by a tool is not forced on a model that thinks, without a word", () => {
    const { body, warnings } = convert({
      model: "claude-3-7-sonnet-latest",
      responseFormat,
      reasoningEffort: "low",
    });
    expect(body["tool_choice"]).toEqual({ type: "auto", disable_parallel_tool_use: true });
    expect(body["system"]).toEqual([
      { type: "text", text: 'Answer by calling the tool "json_response", not in words.' },
    ]);
    expect(warnings).toEqual([]);
  });

  it("goes by the vendor's option where it is set", () => {
    const anthropic = { structuredOutputMode: "jsonTool" };
    const { body } = convert({ responseFormat, vendorOptions: { anthropic } });
    expect(body["tools"]).toMatchObject([{ name: "json_response" }]);
  });

  it("without a schema is asked for in words, and that is told", () => {
    const converted = convert({ responseFormat: { type: "json-object" } });
    expect(converted.body["system"]).toEqual([
      { type: "text", text: expect.stringContaining("Answer with JSON only") },
    ]);
    expect(told(converted)).toEqual(["responseFormat changed"]);
  });

  it("of any JSON goes by its schema, because the API has no other JSON mode", () => {
    const { body, warnings } = convert({ responseFormat: { type: "json-object", schema } });
    expect(body).toEqual(convert({ responseFormat: { type: "json-schema", schema } }).body);
    expect(body).toHaveProperty("output_config.format.type", "json_schema");
    expect(warnings).toEqual([]);
  });

  it("of text is none", () => {
    expect(convert({ responseFormat: { type: "text" } })).toEqual(convert({}));
  });
});

describe("a response format that neither the API nor a tool can give", () => {
  it("is asked for in words, with its schema", () => {
    const taken: FunctionTool = { type: "function", name: "json_response" };
    const schema = { type: "object", properties: { free: { type: "object" } } };
    const converted = convert({
      model: "claude-3-7-sonnet-latest",
      tools: [taken],
      responseFormat: { type: "json-schema", schema },
    });
    expect(converted.body["system"]).toEqual([
      { type: "text", text: expect.stringContaining(JSON.stringify(schema)) },
    ]);
    expect(told(converted)).toEqual(["responseFormat changed"]);
  });
});

describe("options in the words of the vendor's package", () => {
  it("may name a prompt-cache mark as the API does, which goes to the last block", () => {
    const { body } = convert({
      vendorOptions: { anthropic: { cache_control: { type: "ephemeral" } } },
    });
    expect(body).not.toHaveProperty("cache_control");
    expect(body["messages"]).toMatchObject([
      { content: [{ text: "Hi", cache_control: { type: "ephemeral" } }] },
    ]);
  });

  it("are sent in the API's, with the beta flags they need", () => {
    const { body, headers, warnings } = convert({
      model: "claude-opus-4-8",
      vendorOptions: {
        anthropic: {
          anthropicBeta: ["own-2026-01-01"],
          contextManagement: {
            edits: [{ type: "clear_tool_uses_20250919", clearAtLeast: { value: 5 } }],
          },
          mcpServers: [
            {
              type: "url",
              name: "m",
              url: "https://m.example",
              authorizationToken: "t",
              toolConfiguration: { allowedTools: ["a"], enabled: true },
            },
          ],
          container: {
            id: "c1",
            skills: [
              { type: "anthropic", skillId: "pptx" },
              { type: "custom", providerReference: { anthropic: "skill_1" }, version: "1" },
            ],
          },
          taskBudget: { type: "tokens", total: 20_000 },
          metadata: { userId: "u2" },
          serviceTier: "auto",
          inferenceGeo: "us",
          speed: "fast",
          toolStreaming: true,
          safeguards: [{ type: "dangerous_tool_use", classifierContext: { aB: 1 } }],
          includePings: true,
          somethingNew: { aB: 1 },
        },
        openai: { parallelToolCalls: false },
      },
      user: "u1",
    });
    expect(body).toMatchObject({
      context_management: {
        edits: [{ type: "clear_tool_uses_20250919", clear_at_least: { value: 5 } }],
      },
      mcp_servers: [
        {
          authorization_token: "t",
          tool_configuration: { allowed_tools: ["a"], enabled: true },
        },
      ],
      container: {
        id: "c1",
        skills: [
          { type: "anthropic", skill_id: "pptx" },
          { type: "custom", skill_id: "skill_1", version: "1" },
        ],
      },
      output_config: { task_budget: { type: "tokens", total: 20_000 } },
      metadata: { user_id: "u2" },
      service_tier: "auto",
      inference_geo: "us",
      speed: "fast",
      safeguards: [{ type: "dangerous_tool_use", classifier_context: { aB: 1 } }],
      something_new: { a_b: 1 },
    });
    expect(Object.keys(body)).not.toContain("include_pings");
    expect(headers?.["anthropic-beta"]?.split(",")).toEqual([
      "own-2026-01-01",
      "context-management-2025-06-27",
      "mcp-client-2025-04-04",
      "code-execution-2025-08-25",
      "skills-2025-10-02",
      "files-api-2025-04-14",
      "task-budgets-2026-03-13",
      "fast-mode-2026-02-01",
      "fine-grained-tool-streaming-2025-05-14",
      "dangerous-tool-use-2026-09-03",
    ]);
    expect(warnings).toEqual([]);
  });

  it("are sent once, and only where they are fields", () => {
    const anthropic = {
      anthropicBeta: ["own-2026-01-01"],
      cacheControl: { type: "ephemeral" },
      container: "c1",
      disableParallelToolUse: true,
      effort: "low",
      includePings: true,
      sendReasoning: true,
      structuredOutputMode: "auto",
      taskBudget: "much",
      toolStreaming: true,
    };
    const { body } = convert({ model: OPUS_5, vendorOptions: { anthropic } });
    expect(Object.keys(body)).toEqual(["model", "max_tokens", "messages", "output_config"]);
    expect(body["output_config"]).toEqual({ effort: "low" });
  });

  it.each([
    [{ compaction: {} }, "compact-2026-09-04"],
    [
      { contextManagement: { edits: [{ type: "compact_20260112" }] } },
      "context-management-2025-06-27,compact-2026-01-12",
    ],
    [{ fallbacks: "default" }, "server-side-fallback-2026-07-01"],
    [{ fallbacks: [{ model: "m" }] }, "server-side-fallback-2026-06-01"],
    [{ thread: { id: "t" } }, "message-threads-2026-08-12"],
  ])("need beta flags: %j", (anthropic, betas) => {
    const { headers } = convert({ vendorOptions: { anthropic } });
    expect(headers?.["anthropic-beta"]).toBe(betas);
  });

  it("have models to fall back on as the vendor writes them", () => {
    const anthropic = { fallbacks: [{ model: "m", maxTokens: 1 }] };
    const { body } = convert({ vendorOptions: { anthropic } });
    expect(body["fallbacks"]).toEqual(anthropic.fallbacks);
  });

  it("name a container by its id alone when it has no skills", () => {
    const { body, headers } = convert({
      vendorOptions: { anthropic: { container: { id: "c1" } } },
    });
    expect(body["container"]).toBe("c1");
    expect(headers).toEqual({ "anthropic-version": "2023-06-01" });
  });
});
