import { describe, expect, it } from "vitest";
import { resolveModelTraits } from "../../../../models/resolve-model-traits.ts";
import type {
  AssistantPart,
  ChatMessage,
  ChatRequest,
  ContentPart,
  TextPart,
  ToolMessage,
} from "../../../chat-request.ts";
import type { JSONObject } from "../../../../json.ts";
import type { ConvertedRequest } from "../../chat-api.ts";
import { convertRequest } from "./convert-request.ts";

const QUESTION = { role: "user", content: "Hi" } as const;
const mark = { type: "ephemeral" } as const;

function convert(
  messages: readonly ChatMessage[],
  request: Partial<ChatRequest> = {},
): ConvertedRequest {
  const whole = { model: "claude-sonnet-4-5", maxOutputTokens: 9, messages, ...request };
  return convertRequest(whole, resolveModelTraits(whole.model), false);
}

function wire(messages: readonly ChatMessage[], request?: Partial<ChatRequest>): unknown {
  return convert(messages, request).body["messages"];
}

function answer(...content: AssistantPart[]): ChatMessage {
  return { role: "assistant", content };
}

function call(id: string, data?: JSONObject): AssistantPart {
  const echo = data === undefined ? undefined : { api: "messages" as const, data };
  return { type: "tool-call", id, name: "now", arguments: "{}", echo };
}

function told({ warnings }: ConvertedRequest): string[] {
  return warnings.map(({ option, action }) => `${option} ${action}`);
}

function text(value: string): TextPart {
  return { type: "text", text: value };
}

function result(toolCallId: string, content: ToolMessage["content"] = "noon"): ToolMessage {
  return { role: "tool", toolCallId, content };
}

it("takes instructions alone for the user's, because the API answers nobody else", () => {
  const { body, ...rest } = convert([{ role: "system", content: "Greet the world." }]);
  expect(body["messages"]).toEqual([
    { role: "user", content: [{ type: "text", text: "Greet the world." }] },
  ]);
  expect(body).not.toHaveProperty("system");
  expect(told({ body, ...rest })).toEqual(["messages changed"]);
});

describe("the conversation", () => {
  it("has its instructions apart, by whatever role they came", () => {
    const { body, warnings } = convert([
      { role: "system", content: "One" },
      { role: "developer", content: [{ type: "text", text: "Two", cacheControl: mark }] },
      QUESTION,
    ]);
    expect(body["system"]).toEqual([text("One"), { ...text("Two"), cache_control: mark }]);
    expect(body["messages"]).toEqual([{ role: "user", content: [text("Hi")] }]);
    expect(warnings).toEqual([]);
  });

  it("moves later instructions to its beginning, and says so", () => {
    const converted = convert([QUESTION, { role: "system", content: "Be brief." }]);
    expect(converted.body["system"]).toEqual([text("Be brief.")]);
    expect(told(converted)).toEqual(["messages changed"]);
  });

  it("takes turns", () => {
    expect(
      wire([
        QUESTION,
        { role: "user", content: "there" },
        answer(text("Hello")),
        answer(text("you")),
        QUESTION,
      ]),
    ).toEqual([
      { role: "user", content: [text("Hi"), text("there")] },
      { role: "assistant", content: [text("Hello"), text("you")] },
      { role: "user", content: [text("Hi")] },
    ]);
  });

  it("begins with the user", () => {
    const converted = convert([answer(text("Hello")), QUESTION]);
    expect(converted.body["messages"]).toMatchObject([
      { role: "user", content: [text("...")] },
      { role: "assistant" },
      { role: "user" },
    ]);
    expect(told(converted)).toEqual(["messages changed"]);
  });

  it("has no text that says nothing, where the API refuses it", () => {
    expect(
      wire([
        { role: "system", content: " " },
        { role: "user", content: "" },
        { role: "user", content: [text("Hi"), text("\n"), text("")] },
        answer({ type: "text", text: "\n" }, call("a")),
        result("a"),
      ]),
    ).toMatchObject([
      { content: [text("Hi"), text("\n")] },
      { content: [{ type: "tool_use" }] },
      { content: [{ type: "tool_result" }] },
    ]);
  });

  it("says that names are not sent", () => {
    expect(told(convert([{ ...QUESTION, name: "Ann" }]))).toEqual(["messages dropped"]);
  });
});

describe("an instruction with options of its own", () => {
  it("keeps its place, with the beta flags it needs", () => {
    const anthropic = {
      clearAt: "next_user_message",
      effort: "low",
      toolChanges: [
        { type: "tool_removal", toolName: "shell" },
        {
          type: "tool_addition",
          tool: {
            type: "function",
            name: "now",
            description: "The time",
            inputSchema: { type: "object", properties: { zone: {} } },
            strict: true,
          },
        },
        {
          type: "tool_addition",
          tool: {
            type: "provider",
            id: "anthropic.web_search_20250305",
            name: "find",
            args: { maxUses: 2 },
          },
        },
        { type: "tool_addition", tool: { type: "provider", id: "openai.x", name: "x", args: {} } },
      ],
    };
    const { body, headers, warnings } = convert(
      [QUESTION, { role: "system", content: "Be brief.", vendorOptions: { anthropic } }, QUESTION],
      { tools: [{ type: "vendor", id: "anthropic.bash_20250124", name: "shell", args: {} }] },
    );
    expect(body["messages"]).toEqual([
      { role: "user", content: [text("Hi")] },
      {
        role: "system",
        content: [
          text("Be brief."),
          { type: "tool_removal", tool: { type: "tool_reference", name: "bash" } },
          {
            type: "tool_addition",
            tool: {
              type: "tool_definition",
              definition: {
                name: "now",
                description: "The time",
                input_schema: {
                  type: "object",
                  properties: { zone: {} },
                  additionalProperties: false,
                },
                strict: true,
              },
            },
          },
          {
            type: "tool_addition",
            tool: {
              type: "tool_definition",
              definition: { type: "web_search_20250305", name: "web_search", max_uses: 2 },
            },
          },
        ],
        clear_at: "next_user_message",
        output_config: { effort: "low" },
      },
      { role: "user", content: [text("Hi")] },
    ]);
    expect(headers?.["anthropic-beta"]?.split(",")).toEqual([
      "mid-conversation-system-clear-at-2026-08-21",
      "mid-conversation-output-config-2026-07-01",
      "mid-conversation-tool-changes-2026-07-01",
      "inline-tools-2026-09-15",
      "mid-conversation-system-2026-04-07",
    ]);
    expect(warnings).toMatchObject([{ option: "tools", action: "dropped" }]);
  });

  it("may say nothing but an effort, before the first message", () => {
    const vendorOptions = { anthropic: { effort: "low" } };
    const { body } = convert([{ role: "system", content: "", vendorOptions }, QUESTION]);
    expect(body["messages"]).toMatchObject([
      { role: "system", content: [], output_config: { effort: "low" } },
      { role: "user" },
    ]);
  });
});

describe("a last message of the assistant", () => {
  it("is gone on from, without white space at its end", () => {
    const converted = convert([
      QUESTION,
      answer({ type: "text", text: "Well." }, { type: "text", text: "It is \n" }),
    ]);
    expect(converted.body["messages"]).toMatchObject([
      {},
      { role: "assistant", content: [text("Well."), text("It is")] },
    ]);
    expect(told(converted)).toEqual(["messages changed"]);
    expect(convert([QUESTION, answer({ type: "text", text: "It" })]).warnings).toEqual([]);
  });

  it.each([{ model: "claude-opus-5" }, { reasoningBudget: 1024 }])(
    "is followed by a demand to go on for %j, which takes no beginning",
    (request) => {
      const converted = convert([QUESTION, answer({ type: "text", text: "It is" })], {
        ...request,
        maxOutputTokens: 4000,
      });
      expect(converted.body["messages"]).toMatchObject([
        {},
        { role: "assistant", content: [text("It is")] },
        { role: "user", content: [text("Continue.")] },
      ]);
      expect(told(converted)).toEqual(["messages changed"]);
      expect(converted.warnings[0]?.message).toMatch(
        "reasoningBudget" in request
          ? /^A model that thinks does not continue .* was added\.$/
          : /^claude-opus-5 does not continue .* was added\. ./,
      );
    },
  );

  it("that paused for the vendor's own tools stays as it is", () => {
    const block = { type: "server_tool_use", id: "s", name: "web_search", input: {} };
    const messages = [
      QUESTION,
      answer({ type: "vendor-block", api: "messages", block }, { type: "text", text: "And " }),
    ];
    const converted = convert(messages, { model: "claude-opus-5" });
    expect(converted.body["messages"]).toMatchObject([{}, { content: [block, text("And ")] }]);
    expect(converted.warnings).toEqual([]);
  });
});

describe("an earlier answer", () => {
  it("goes back as it came, in its order", () => {
    const thought = { type: "thinking", thinking: "Hm", signature: "s1" };
    const redacted = { type: "redacted_thinking", data: "x" };
    const search = { type: "server_tool_use", id: "s", name: "web_search", input: { query: "q" } };
    const found = { type: "web_search_tool_result", tool_use_id: "s", content: [] };
    const citations = [{ type: "web_search_result_location", encrypted_index: "e" }];
    const caller = { type: "code_execution_20250825", tool_id: "s" };
    expect(
      wire([
        QUESTION,
        answer(
          {
            type: "reasoning",
            text: "Hm",
            echo: { api: "messages", data: { type: "thinking", signature: "s1" } },
          },
          { type: "reasoning", text: "", echo: { api: "messages", data: redacted } },
          { type: "vendor-block", api: "messages", block: search },
          { type: "vendor-block", api: "messages", block: found },
          { type: "text", text: "Yes.", echo: { api: "messages", data: { citations } } },
          call("a", { caller }),
        ),
        result("a"),
      ]),
    ).toEqual([
      { role: "user", content: [text("Hi")] },
      {
        role: "assistant",
        content: [
          thought,
          redacted,
          search,
          found,
          { ...text("Yes."), citations },
          { type: "tool_use", id: "a", name: "now", input: {}, caller },
        ],
      },
      {
        role: "user",
        content: [{ type: "tool_result", tool_use_id: "a", content: "noon" }],
      },
    ]);
  });

  it("of another API travels without what only that one reads", () => {
    const echo = { api: "responses", data: { id: "rs_1" } } as const;
    expect(
      wire([
        QUESTION,
        answer(
          { type: "reasoning", text: "Hm", echo },
          { type: "reasoning", text: "unsigned" },
          { type: "vendor-block", api: "responses", block: { type: "web_search_call" } },
          { type: "text", text: "Yes.", echo },
          { type: "tool-call", id: "a", name: "now", arguments: '{"a":1}', echo },
        ),
        result("a"),
      ]),
    ).toMatchObject([
      {},
      {
        content: [text("Yes."), { type: "tool_use", id: "a", name: "now", input: { a: 1 } }],
      },
      {},
    ]);
  });

  it("goes back without its reasoning on request", () => {
    const echo = { api: "messages", data: { type: "thinking", signature: "s" } } as const;
    const messages = [
      QUESTION,
      answer({ type: "reasoning", text: "Hm", echo }, { type: "text", text: "Yes." }),
      QUESTION,
    ];
    const vendorOptions = { anthropic: { sendReasoning: false } };
    expect(wire(messages, { vendorOptions })).toMatchObject([{}, { content: [text("Yes.")] }, {}]);
  });

  it("of text alone, or in the API's own form, goes back as it is", () => {
    const value = { type: "text", text: "Hm", x: 1 };
    expect(
      wire([
        QUESTION,
        { role: "assistant", content: "Yes." },
        QUESTION,
        answer({ type: "raw", value }),
        QUESTION,
      ]),
    ).toMatchObject([{}, { content: [text("Yes.")] }, {}, { content: [value] }, {}]);
  });

  it("goes back with a signature that came without its kind", () => {
    const echo = { api: "messages", data: { signature: "s" } } as const;
    expect(
      wire([QUESTION, answer({ type: "reasoning", text: "Hm", echo }), QUESTION]),
    ).toMatchObject([{}, { content: [{ type: "thinking", thinking: "Hm", signature: "s" }] }, {}]);
  });

  it("goes back with the citations that the vendor's package kept", () => {
    const citations = [{ type: "char_location" }];
    const vendorOptions = { anthropic: { citations } };
    expect(
      wire([QUESTION, answer({ type: "text", text: "Yes.", vendorOptions }), QUESTION]),
    ).toMatchObject([{}, { content: [{ ...text("Yes."), citations }] }, {}]);
  });

  it("that was a refusal is its words", () => {
    const refused = { role: "assistant", content: [], refusal: "No." } as const;
    expect(wire([QUESTION, refused, QUESTION])).toMatchObject([{}, { content: [text("No.")] }, {}]);
  });

  it("loses its pictures, and that is told", () => {
    const converted = convert([
      QUESTION,
      answer(
        { type: "image", source: { url: "https://a.example/1.png" } },
        { type: "text", text: "!" },
      ),
      QUESTION,
    ]);
    expect(converted.body["messages"]).toMatchObject([{}, { content: [text("!")] }, {}]);
    expect(told(converted)).toEqual(["messages dropped"]);
  });

  it("names the container in which its code waits for results", () => {
    const caller = { type: "code_execution_20250825", tool_id: "s" };
    const { body } = convert([
      QUESTION,
      answer(call("a", { caller, container: "container_1" })),
      result("a"),
    ]);
    expect(body["container"]).toBe("container_1");
    expect(body["messages"]).toMatchObject([
      {},
      { content: [{ type: "tool_use", id: "a", name: "now", input: {}, caller }] },
      {},
    ]);
  });

  it.each([
    [{ type: "compaction", content: "All.", signature: "s" }, "compact-2026-09-04"],
    [{ type: "compaction", content: "All." }, "compact-2026-01-12"],
    [{ type: "fallback" }, "server-side-fallback-2026-06-01"],
  ])("needs beta flags for blocks of the vendor's that do: %j", (block, beta) => {
    const { headers } = convert([
      QUESTION,
      answer({ type: "vendor-block", api: "messages", block }),
      QUESTION,
    ]);
    expect(headers?.["anthropic-beta"]).toBe(beta);
  });
});

describe("calls of tools and their results", () => {
  it("have ids in letters that Anthropic takes, each once", () => {
    expect(
      wire([
        QUESTION,
        answer(call("functions.now:0"), call("functions_now_0"), call("")),
        result("functions.now:0", "1"),
        result("functions_now_0", "2"),
        result("", "3"),
        answer(call("functions.now:0")),
        result("functions.now:0", "4"),
      ]),
    ).toMatchObject([
      {},
      { content: [{ id: "functions_now_0" }, { id: "functions_now_0_2" }, { id: "call" }] },
      {
        content: [
          { tool_use_id: "functions_now_0", content: "1" },
          { tool_use_id: "functions_now_0_2", content: "2" },
          { tool_use_id: "call", content: "3" },
        ],
      },
      { content: [{ id: "functions_now_0_3" }] },
      { content: [{ tool_use_id: "functions_now_0_3", content: "4" }] },
    ]);
  });

  it("have an object as arguments, whatever the model wrote", () => {
    const spoilt = { type: "tool-call", id: "a", name: "now", arguments: '{"a":' } as const;
    const converted = convert([
      QUESTION,
      answer({ ...spoilt, id: "b", arguments: "" }, spoilt),
      result("b"),
      result("a"),
    ]);
    expect(converted.body["messages"]).toMatchObject([
      {},
      { content: [{ input: {} }, { input: { invalid_arguments: '{"a":' } }] },
      {},
    ]);
    expect(told(converted)).toEqual(["messages changed"]);
  });

  it("of a call that is not in the conversation keep its id, in letters that Anthropic takes", () => {
    expect(wire([QUESTION, result("functions.now:0")])).toMatchObject([
      { content: [{ type: "tool_result", tool_use_id: "functions_now_0" }, text("Hi")] },
    ]);
  });

  it("stand before what the user says with them", () => {
    expect(
      wire([
        QUESTION,
        answer(call("a")),
        { role: "user", content: "Well?" },
        { ...result("a"), isError: true },
      ]),
    ).toMatchObject([
      {},
      {},
      { content: [{ type: "tool_result", is_error: true }, text("Well?")] },
    ]);
  });

  it("carry pictures and files, and their mark on the result itself", () => {
    const converted = wire([
      QUESTION,
      answer(call("a"), call("b")),
      {
        role: "tool",
        toolCallId: "a",
        content: [
          { type: "text", text: "This:", cacheControl: mark },
          { type: "image", source: { data: "iVBORw0KGgo=", mediaType: "image/png" } },
        ],
      },
      result("b", ""),
    ]);
    expect(converted).toMatchObject([
      {},
      {},
      {
        content: [
          {
            tool_use_id: "a",
            content: [text("This:"), { type: "image", source: { media_type: "image/png" } }],
            cache_control: mark,
          },
          { type: "tool_result", tool_use_id: "b" },
        ],
      },
    ]);
    expect(JSON.stringify(converted).match(/cache_control/g)).toHaveLength(1);
  });

  it("of the vendor's own are called by its names", () => {
    const tools = [
      { type: "vendor", id: "anthropic.bash_20250124", name: "shell", args: {} } as const,
    ];
    const part = { type: "tool-call", id: "a", name: "shell", arguments: "{}" } as const;
    expect(wire([QUESTION, answer(part), result("a")], { tools })).toMatchObject([
      {},
      { content: [{ name: "bash" }] },
      {},
    ]);
  });

  it("of a set of tools name the tool and the set", () => {
    const part = {
      type: "tool-call",
      id: "a",
      name: "pc",
      arguments: '{"action":"left_click","coordinate":[1,2]}',
      echo: { api: "messages", data: { toolset_name: "computer" } },
    } as const;
    const { echo: _, ...kept } = part;
    const vendorOptions = { anthropic: { toolsetName: "computer" } };
    for (const kind of [part, { ...kept, vendorOptions }]) {
      expect(wire([QUESTION, answer(kind), result("a")])).toEqual([
        expect.anything(),
        {
          role: "assistant",
          content: [
            {
              type: "tool_use",
              id: "a",
              name: "left_click",
              toolset_name: "computer",
              input: { coordinate: [1, 2] },
            },
          ],
        },
        { role: "user", content: [expect.objectContaining({ toolset_name: "computer" })] },
      ]);
    }
  });

  it("carry a mark for the prompt cache", () => {
    const marked = {
      type: "tool-call",
      id: "a",
      name: "now",
      arguments: "{}",
      cacheControl: mark,
    } as const;
    expect(wire([QUESTION, answer(marked), result("a")])).toMatchObject([
      {},
      { content: [{ type: "tool_use", cache_control: mark }] },
      {},
    ]);
  });

  it("go back as the vendor's package kept them", () => {
    const anthropic = { caller: { type: "code_execution_20250825", toolId: "s" }, other: 1 };
    const part = {
      type: "tool-call",
      id: "a",
      name: "now",
      arguments: "{}",
      vendorOptions: { anthropic },
    } as const;
    expect(wire([QUESTION, answer(part), result("a")])).toMatchObject([
      {},
      { content: [{ caller: { type: "code_execution_20250825", tool_id: "s" } }] },
      {},
    ]);
  });

  it("take no answer to a question for approval", () => {
    const approval = { id: "x", isApproved: true };
    const converted = convert([QUESTION, { role: "tool", toolCallId: "a", content: "", approval }]);
    expect(converted.body["messages"]).toHaveLength(1);
    expect(told(converted)).toEqual(["messages dropped"]);
  });
});

describe("what the user attaches", () => {
  const PDF = "JVBERi0xLjcK";

  function attach(...content: ContentPart[]): ConvertedRequest {
    return convert([{ role: "user", content }]);
  }

  it("are pictures by data, by their bytes whatever their label, by address and by id", () => {
    const { body, headers } = convert([
      {
        role: "user",
        content: [
          { type: "image", source: { data: "iVBORw0KGgo=", mediaType: "image/jpeg" } },
          { type: "image", source: { url: "data:image/webp;base64,AAAA" } },
          { type: "image", source: { url: "https://a.example/1.png" }, cacheControl: mark },
          { type: "image", source: { fileId: "file_1" } },
        ],
      },
    ]);
    expect(body["messages"]).toMatchObject([
      {
        content: [
          { type: "image", source: { type: "base64", media_type: "image/png" } },
          { type: "image", source: { type: "base64", media_type: "image/webp", data: "AAAA" } },
          {
            type: "image",
            source: { type: "url", url: "https://a.example/1.png" },
            cache_control: mark,
          },
          { type: "image", source: { type: "file", file_id: "file_1" } },
        ],
      },
    ]);
    expect(headers?.["anthropic-beta"]).toBe("files-api-2025-04-14");
  });

  it("are documents with a title, what belongs to them, and citations", () => {
    const anthropic = { context: "Of 2026", citations: { enabled: true }, title: "Report" };
    const { body } = convert([
      {
        role: "user",
        content: [
          {
            type: "file",
            filename: "r.pdf",
            source: { data: PDF, mediaType: "application/pdf" },
            vendorOptions: { anthropic },
          },
          { type: "file", filename: "a.md", source: { url: "data:text/markdown,Grüße" } },
          { type: "file", filename: "1.pdf", source: { url: "https://a.example/1.pdf" } },
          { type: "file", filename: "2.pdf", source: { fileId: "file_2" } },
          {
            type: "file",
            source: { fileId: "file_1" },
            vendorOptions: { anthropic: { containerUpload: true } },
          },
        ],
      },
    ]);
    expect(body["messages"]).toEqual([
      {
        role: "user",
        content: [
          {
            type: "document",
            source: { type: "base64", media_type: "application/pdf", data: PDF },
            title: "Report",
            context: "Of 2026",
            citations: { enabled: true },
          },
          {
            type: "document",
            source: { type: "text", media_type: "text/plain", data: "Grüße" },
            title: "a.md",
          },
          {
            type: "document",
            source: { type: "url", url: "https://a.example/1.pdf" },
            title: "1.pdf",
          },
          { type: "document", source: { type: "file", file_id: "file_2" }, title: "2.pdf" },
          { type: "container_upload", file_id: "file_1" },
        ],
      },
    ]);
  });

  it("is left out where the API takes none of it, and that is told", () => {
    const converted = attach(
      { type: "audio", source: { data: "AAAA", mediaType: "audio/wav" } },
      { type: "video", source: { url: "https://a.example/1.mp4" } },
      { type: "file", source: { data: "AAAA", mediaType: "application/zip" } },
      { type: "text", text: "Well?" },
    );
    expect(converted.body["messages"]).toEqual([{ role: "user", content: [text("Well?")] }]);
    expect(told(converted)).toEqual(["messages dropped", "messages dropped", "messages dropped"]);
  });

  it("in the API's own form is sent as it is", () => {
    const value = { type: "search_result", source: "s", title: "t", content: [] };
    expect(attach({ type: "raw", value }).body["messages"]).toEqual([
      { role: "user", content: [value] },
    ]);
  });
});

describe("marks for the prompt cache", () => {
  const marked = (value: string): TextPart => ({ ...text(value), cacheControl: mark });

  it("are at most four, the last ones", () => {
    const converted = convert(
      [
        { role: "system", content: [marked("S")] },
        { role: "user", content: [marked("1"), marked("2")] },
        { role: "assistant", content: [marked("3")] },
        { role: "user", content: "4" },
      ],
      {
        tools: [{ type: "function", name: "now", cacheControl: mark }],
        cacheControl: { type: "ephemeral", ttl: "1h" },
      },
    );
    const { tools, system, messages } = converted.body;
    expect(JSON.stringify([tools, system])).not.toContain("cache_control");
    expect(messages).toMatchObject([
      { content: [{ cache_control: mark }, { cache_control: mark }] },
      { content: [{ cache_control: mark }] },
      { content: [{ cache_control: { type: "ephemeral", ttl: "1h" } }] },
    ]);
    expect(converted.warnings).toMatchObject([{ option: "cacheControl", action: "dropped" }]);
    expect(converted.warnings[0]?.message).toContain("first 2");
  });

  it("may be written as the vendor's package writes them", () => {
    const anthropic = { cacheControl: { type: "ephemeral", ttl: "1h" } };
    const { body } = convert(
      [
        {
          role: "user",
          content: [{ type: "text", text: "1", vendorOptions: { anthropic } }, text("2")],
        },
      ],
      { vendorOptions: { anthropic } },
    );
    expect(body["messages"]).toMatchObject([
      { content: [{ cache_control: { ttl: "1h" } }, { cache_control: { ttl: "1h" } }] },
    ]);
    expect(body).not.toHaveProperty("cache_control");
  });

  it("are taken off the first messages where these alone have too many", () => {
    const many = ["1", "2", "3", "4", "5"].map(marked);
    const [sent] = [wire([{ role: "user", content: many }])].flat();
    expect(sent).toEqual({
      role: "user",
      content: [
        text("1"),
        ...["2", "3", "4", "5"].map((value) => ({
          type: "text",
          text: value,
          cache_control: mark,
        })),
      ],
    });
  });

  it.each([
    { type: "redacted_thinking", data: "x" },
    { type: "thinking", signature: "s" },
  ])("do not fall on a thought: %j", (data) => {
    const echo = { api: "messages", data } as const;
    const messages = [
      QUESTION,
      answer({ type: "text", text: "Yes" }, { type: "reasoning", text: "", echo }),
    ];
    expect(wire(messages, { cacheControl: mark })).toMatchObject([
      {},
      { role: "assistant", content: [{ type: "text", cache_control: mark }, { type: data.type }] },
    ]);
    expect(JSON.stringify(wire(messages, { cacheControl: mark })).match(/cache_control/g)).toEqual([
      "cache_control",
    ]);
  });
});
