import { describe, expect, it } from "vitest";
import type { JSONObject } from "../../../../json.ts";
import { resolveModelTraits } from "../../../../models/resolve-model-traits.ts";
import type {
  AssistantPart,
  ChatMessage,
  ChatRequest,
  ContentPart,
  ToolMessage,
} from "../../../chat-request.ts";
import { convertRequest } from "./convert-request.ts";

function convert(messages: ChatMessage[], request: Partial<ChatRequest> = {}) {
  const complete = { model: "gpt-5.5", ...request, messages };
  const { body, warnings } = convertRequest(complete, resolveModelTraits(complete.model), false);
  return { input: body["input"], warnings };
}

function inputOf(...messages: ChatMessage[]) {
  return convert(messages).input;
}

function contentOf(...content: ContentPart[]) {
  return inputOf({ role: "user", content });
}

function answer(...content: AssistantPart[]): ChatMessage {
  return { role: "assistant", content };
}

function own(data: JSONObject) {
  return { api: "responses" as const, data };
}

function result(content: ToolMessage["content"], rest: Partial<ToolMessage> = {}): ToolMessage {
  return { role: "tool", toolCallId: "c", content, ...rest };
}

const HELLO: ChatMessage = { role: "user", content: "Hello?" };

describe("instructions", () => {
  const system: ChatMessage = { role: "system", content: "Be brief." };

  it.each([
    ["gpt-5.5", undefined, "developer"],
    ["o3-pro", undefined, "developer"],
    ["gpt-4.1", undefined, "system"],
    ["gpt-5-chat", undefined, "system"],
    ["grok-4", undefined, "system"],
    ["gpt-5.5", "system", "system"],
    ["gpt-4.1", "developer", "developer"],
  ])("for %s, by the mode %s, have the role %s", (model, systemMessageMode, role) => {
    const vendorOptions = { openai: { systemMessageMode } };
    expect(convert([system], { model, vendorOptions })).toEqual({
      input: [{ role, content: "Be brief." }],
      warnings: [],
    });
  });

  it("may be left out", () => {
    const vendorOptions = { openai: { systemMessageMode: "remove" } };
    expect(convert([system, HELLO], { vendorOptions }).input).toHaveLength(1);
  });

  it("keep the role developer where it is known", () => {
    const messages: ChatMessage[] = [{ role: "developer", content: "Be brief." }];
    expect(convert(messages, { model: "gpt-4.1" }).input).toMatchObject([{ role: "developer" }]);
    const { input, warnings } = convert([...messages, ...messages], { model: "qwen3-max" });
    expect(input).toMatchObject([{ role: "system" }, { role: "system" }]);
    expect(warnings).toMatchObject([{ option: "messages", action: "changed" }]);
  });

  it("are one text, unless a part of them is marked for the cache", () => {
    const parts = [
      { type: "text" as const, text: "a" },
      { type: "text" as const, text: "b", cacheControl: { type: "ephemeral" as const } },
    ];
    const messages: ChatMessage[] = [{ role: "system", content: parts }];
    expect(convert(messages, { model: "gpt-4.1" })).toMatchObject({
      input: [{ content: "ab" }],
      warnings: [{ option: "cacheControl", action: "dropped" }],
    });
    expect(convert(messages, { model: "gpt-5.6-sol" })).toEqual({
      input: [
        {
          role: "developer",
          content: [
            { type: "input_text", text: "a" },
            { type: "input_text", text: "b", prompt_cache_breakpoint: { mode: "explicit" } },
          ],
        },
      ],
      warnings: [],
    });
  });

  it("may change what holds from their place on", () => {
    const tools = [{ type: "custom", name: "sql" }];
    const update = { reasoningEffortUpdate: "low", textFormatUpdate: { type: "text" } };
    const options = { openai: { ...update, additionalTools: tools } };
    expect(inputOf(HELLO, { role: "system", content: "", vendorOptions: options })).toMatchObject([
      { role: "user" },
      {
        type: "configuration_update",
        reasoning: { effort: "low" },
        text: { format: { type: "text" } },
      },
      { type: "additional_tools", role: "developer", tools },
    ]);
    const vendorOptions = { openai: { reasoningEffortUpdate: "low" } };
    expect(inputOf({ role: "system", content: "Be brief.", vendorOptions })).toMatchObject([
      { type: "configuration_update" },
      { role: "developer", content: "Be brief." },
    ]);
  });

  it("of one text may be marked for the cache by OpenAI's option", () => {
    const promptCacheBreakpoint = { mode: "explicit" };
    const vendorOptions = { openai: { promptCacheBreakpoint } };
    expect(inputOf({ role: "system", content: "Be brief.", vendorOptions })).toMatchObject([
      { content: [{ text: "Be brief.", prompt_cache_breakpoint: promptCacheBreakpoint }] },
    ]);
  });
});

describe("what a user says", () => {
  it.each<[string, ContentPart, JSONObject]>([
    ["text", { type: "text", text: "a" }, { type: "input_text", text: "a" }],
    [
      "an image by its data",
      { type: "image", source: { data: "aGk=", mediaType: "image/png" }, detail: "low" },
      { type: "input_image", image_url: "data:image/png;base64,aGk=", detail: "low" },
    ],
    [
      "an image by its address",
      {
        type: "image",
        source: { url: "https://a.example" },
        vendorOptions: { openai: { imageDetail: "high" } },
      },
      { type: "input_image", image_url: "https://a.example", detail: "high" },
    ],
    [
      "an image by its id",
      { type: "image", source: { fileId: "file-1" } },
      { type: "input_image", file_id: "file-1" },
    ],
    [
      "a document by its data",
      { type: "file", source: { data: "aGk=", mediaType: "application/pdf" } },
      {
        type: "input_file",
        filename: "file.pdf",
        file_data: "data:application/pdf;base64,aGk=",
      },
    ],
    [
      "a document in its address",
      { type: "file", filename: "a.txt", source: { url: "data:text/plain;base64,aGk=" } },
      { type: "input_file", filename: "a.txt", file_data: "data:text/plain;base64,aGk=" },
    ],
    [
      "a document by its address",
      { type: "file", source: { url: "https://a.example/a.pdf" } },
      { type: "input_file", file_url: "https://a.example/a.pdf" },
    ],
    [
      "a document by its id",
      { type: "file", source: { fileId: "file-1" } },
      { type: "input_file", file_id: "file-1" },
    ],
    [
      "a recording",
      { type: "audio", source: { data: "aGk=", mediaType: "audio/mpeg" } },
      { type: "input_audio", input_audio: { data: "aGk=", format: "mp3" } },
    ],
    ["something of OpenAI's own", { type: "raw", value: { type: "x" } }, { type: "x" }],
    [
      "text with OpenAI's own mark",
      {
        type: "text",
        text: "a",
        vendorOptions: { openai: { promptCacheBreakpoint: { mode: "explicit", ttl: "12h" } } },
      },
      {
        type: "input_text",
        text: "a",
        prompt_cache_breakpoint: { mode: "explicit", ttl: "12h" },
      },
    ],
  ])("may be %s", (_what, part, wire) => {
    expect(contentOf(part)).toEqual([{ role: "user", content: [wire] }]);
  });

  it("is refused where the API has no place for it", () => {
    const url = "https://a.example";
    expect(() => contentOf({ type: "video", source: { url } })).toThrow("takes no videos");
    expect(() => contentOf({ type: "audio", source: { url } })).toThrow("only as data");
  });

  it("is marked for the cache for half a day where an hour is asked for", () => {
    const cacheControl = { type: "ephemeral" as const, ttl: "1h" as const };
    const { input } = convert(
      [{ role: "user", content: [{ type: "text", text: "a", cacheControl }] }],
      { model: "gpt-6-sol" },
    );
    expect(JSON.stringify(input)).toContain('{"mode":"explicit","ttl":"12h"}');
  });

  it("has no name", () => {
    const { input, warnings } = convert([{ role: "user", content: "a", name: "ann" }]);
    expect(JSON.stringify(input)).not.toContain("ann");
    expect(warnings).toMatchObject([{ option: "messages", action: "dropped" }]);
  });
});

describe("an earlier answer", () => {
  const thought = { type: "reasoning", id: "rs_1", summary: [], encrypted_content: "gAAA" };
  const reasoning: AssistantPart = { type: "reasoning", text: "", echo: own(thought) };

  it("goes back in order, whole, and without ids that only its server knows", () => {
    const functionCall = {
      type: "function_call",
      id: "fc_1",
      call_id: "c",
      name: "now",
      namespace: "crm",
      status: "completed",
    };
    const message = { type: "message", id: "msg_1", phase: "commentary" };
    expect(
      inputOf(
        HELLO,
        answer(
          reasoning,
          { type: "text", text: "Let me see.", echo: own(message) },
          {
            type: "tool-call",
            id: "c",
            name: "now",
            arguments: "",
            echo: own(functionCall),
          },
        ),
        result("12:00"),
      ),
    ).toEqual([
      { role: "user", content: [{ type: "input_text", text: "Hello?" }] },
      { type: "reasoning", summary: [], encrypted_content: "gAAA" },
      {
        type: "message",
        role: "assistant",
        content: [{ type: "output_text", text: "Let me see.", annotations: [] }],
        phase: "commentary",
      },
      {
        type: "function_call",
        call_id: "c",
        name: "now",
        namespace: "crm",
        arguments: "{}",
      },
      { type: "function_call_output", call_id: "c", output: "12:00" },
    ]);
  });

  it("goes back with a comment that was read as reasoning", () => {
    const comment = own({ type: "message", id: "msg_1", phase: "commentary" });
    expect(inputOf(answer({ type: "reasoning", text: "Hm.", echo: comment }))).toEqual([
      {
        type: "message",
        role: "assistant",
        content: [{ type: "output_text", text: "Hm.", annotations: [] }],
        phase: "commentary",
      },
    ]);
  });

  it("has nothing of other APIs but what it said and called", () => {
    const echo = { api: "messages" as const, data: { signature: "s" } };
    const { input, warnings } = convert([
      answer(
        { type: "reasoning", text: "Hm.", echo },
        { type: "reasoning", text: "Hm." },
        { type: "vendor-block", api: "gemini", block: {} },
        { type: "text", text: "" },
        { type: "text", text: "Hi", echo },
        { type: "tool-call", id: "toolu_1", name: "now", arguments: "{}", echo },
      ),
    ]);
    expect(input).toMatchObject([
      { role: "assistant" },
      { type: "function_call", call_id: "toolu_1" },
    ]);
    expect(warnings).toEqual([]);
  });

  it("may be a plain text, or a refusal", () => {
    expect(inputOf({ role: "assistant", content: "Hi" }, HELLO)).toMatchObject([
      { role: "assistant", content: [{ type: "output_text", text: "Hi" }] },
      {},
    ]);
    expect(inputOf({ role: "assistant", content: "", refusal: "No." })).toEqual([
      { type: "message", role: "assistant", content: [{ type: "refusal", refusal: "No." }] },
    ]);
  });

  it("does not end with reasoning, nor with some that nobody can read", () => {
    expect(inputOf(answer(reasoning), HELLO)).toHaveLength(1);
    expect(inputOf(answer({ type: "text", text: "Hi" }, reasoning))).toHaveLength(1);
    expect(inputOf(answer(reasoning, reasoning, { type: "text", text: "Hi" }))).toHaveLength(3);
    const unreadable = own({ type: "reasoning", id: "rs_1", summary: [] });
    const parts: AssistantPart[] = [
      { type: "reasoning", text: "", echo: unreadable },
      { type: "text", text: "Hi" },
    ];
    expect(inputOf(answer(...parts))).toHaveLength(1);
  });

  it("keeps the thoughts of an open model", () => {
    const content = [{ type: "reasoning_text", text: "Hm." }];
    const open = own({ type: "reasoning", id: "rs", content });
    expect(
      inputOf(answer({ type: "reasoning", text: "Hm.", echo: open }, { type: "text", text: "Hi" })),
    ).toMatchObject([{ type: "reasoning", summary: [], content }, {}]);
  });

  it("keeps its sources, the vendor's blocks and its pictures", () => {
    const annotations = [{ type: "url_citation", url: "https://a.example" }];
    const block = { type: "web_search_call", id: "ws_1", status: "completed", action: {} };
    const picture = { type: "image_generation_call", id: "ig_1", status: "completed" };
    expect(
      inputOf(
        answer(
          { type: "vendor-block", api: "responses", block },
          { type: "text", text: "Hi", echo: own({ type: "message", annotations }) },
          {
            type: "image",
            source: { data: "aGk=", mediaType: "image/png" },
            echo: own(picture),
          },
          { type: "raw", value: { type: "x" } },
        ),
      ),
    ).toMatchObject([
      block,
      { content: [{ annotations }] },
      { ...picture, result: "aGk=" },
      { type: "x" },
    ]);
  });

  it("leaves out what the API did not make, and says so once", () => {
    const source = { data: "aGk=", mediaType: "image/png" };
    const { input, warnings } = convert([
      answer({ type: "image", source }, { type: "image", source }, { type: "audio", source }),
    ]);
    expect(input).toEqual([]);
    expect(warnings).toMatchObject([{ action: "dropped" }, { action: "dropped" }]);
  });

  it("is not repeated to a conversation that OpenAI keeps", () => {
    const messages: ChatMessage[] = [
      answer(
        reasoning,
        { type: "text", text: "a", echo: own({ type: "message", id: "msg_1" }) },
        { type: "vendor-block", api: "responses", block: { id: "x" } },
        {
          type: "tool-call",
          id: "c",
          name: "sql",
          arguments: '"a"',
          echo: own({ type: "custom_tool_call", id: "ctc_1", call_id: "c" }),
        },
        { type: "text", text: "mine" },
      ),
      result("b"),
    ];
    expect(convert(messages, { vendorOptions: { openai: { conversation: "conv_1" } } })).toEqual({
      input: [
        expect.objectContaining({ role: "assistant" }),
        { type: "custom_tool_call_output", call_id: "c", output: "b" },
      ],
      warnings: [],
    });
  });

  it("has ids of calls that OpenAI takes, the same for the result", () => {
    const long = "x".repeat(100);
    const input = JSON.stringify(
      inputOf(
        answer(
          { type: "tool-call", id: `${long}1`, name: "now", arguments: "{}" },
          { type: "tool-call", id: `${long}2`, name: "now", arguments: "{}" },
        ),
        result("a", { toolCallId: `${long}2` }),
        result("b", { toolCallId: `${long}1` }),
        result("c", { toolCallId: `${long}3` }),
      ),
    );
    const ids = [...input.matchAll(/"call_id":"([^"]*)"/g)].map(([, id = ""]) => id);
    expect(ids.map((id) => id.length)).toEqual([64, 64, 64, 64, 64]);
    expect(ids.slice(2, 4)).toEqual([ids[1], ids[0]]);
    expect(new Set(ids).size).toBe(3);
  });
});

describe("the result of a call", () => {
  const callOf = (data: JSONObject, name = "now"): ChatMessage =>
    answer({ type: "tool-call", id: "c", name, arguments: "{}", echo: own(data) });
  const call = callOf({ type: "function_call", call_id: "c" });
  const outputOf = (message: ToolMessage, request: Partial<ChatRequest> = {}) => {
    const { input } = convert([call, message], { model: "gpt-5.6-sol", ...request });
    return Array.isArray(input) ? input.at(-1) : undefined;
  };

  it.each<[string, ToolMessage, unknown]>([
    ["a text", result("12:00"), "12:00"],
    ["nothing", result([]), ""],
    ["a single part of text", result([{ type: "text", text: "12:00" }]), "12:00"],
    [
      "parts",
      result([
        { type: "text", text: "See:" },
        { type: "image", source: { url: "https://a.example" } },
        { type: "file", source: { fileId: "file-1" } },
      ]),
      [
        { type: "input_text", text: "See:" },
        { type: "input_image", image_url: "https://a.example" },
        { type: "input_file", file_id: "file-1" },
      ],
    ],
    ["a failure", result("no", { isError: true }), '{"error":"no"}'],
    ["a failure in JSON", result('{"code":1}', { isError: true }), '{"error":{"code":1}}'],
    ["a failure that says so", result('{"error":"no"}', { isError: true }), '{"error":"no"}'],
    [
      "a failure in parts",
      result([{ type: "image", source: { fileId: "f" } }], { isError: true }),
      [
        { type: "input_text", text: "The tool failed:" },
        { type: "input_image", file_id: "f" },
      ],
    ],
    [
      "a marked text",
      result([{ type: "text", text: "a", cacheControl: { type: "ephemeral" } }]),
      [{ type: "input_text", text: "a", prompt_cache_breakpoint: { mode: "explicit" } }],
    ],
  ])("may be %s", (_what, message, output) => {
    expect(outputOf(message)).toEqual({ type: "function_call_output", call_id: "c", output });
  });

  it("is JSON where the tool has said so", () => {
    const vendorOptions = { openai: { outputSchema: { type: "string" } } };
    const tools: ChatRequest["tools"] = [{ type: "function", name: "now", vendorOptions }];
    expect(outputOf(result("noon"), { tools })).toMatchObject({ output: '"noon"' });
    expect(outputOf(result("12"), { tools })).toMatchObject({ output: "12" });
  });

  it("may be marked for the cache by OpenAI's option, also where it is a failure", () => {
    const promptCacheBreakpoint = { mode: "explicit" };
    const vendorOptions = { openai: { promptCacheBreakpoint } };
    expect(outputOf(result("no", { isError: true, vendorOptions }))).toMatchObject({
      output: [
        {
          type: "input_text",
          text: '{"error":"no"}',
          prompt_cache_breakpoint: promptCacheBreakpoint,
        },
      ],
    });
  });

  it("without its call is that of a tool by its name", () => {
    const tools = [{ type: "vendor" as const, id: "openai.custom", name: "sql", args: {} }];
    expect(convert([result("a", { toolName: "sql" })], { tools }).input).toEqual([
      { type: "custom_tool_call_output", call_id: "c", output: "a" },
    ]);
    const vendorOptions = { openai: { outputSchema: { type: "string" } } };
    const typed = [{ type: "function" as const, name: "now", vendorOptions }];
    expect(convert([result("noon", { toolName: "now" })], { tools: typed }).input).toEqual([
      { type: "function_call_output", call_id: "c", output: '"noon"' },
    ]);
  });

  it("of a shell is the text in its parts", () => {
    const shell = callOf({ type: "local_shell_call", call_id: "c", action: {} });
    const parts = result([
      { type: "text", text: "a" },
      { type: "image", source: { fileId: "f" } },
      { type: "text", text: "b" },
    ]);
    expect(inputOf(shell, parts)).toMatchObject([{}, { output: "ab" }]);
  });

  it("names the program that called, and may bring tools along", () => {
    const caller = { type: "program", caller_id: "p" };
    const additionalTools = [{ type: "custom", name: "sql" }];
    const vendorOptions = { openai: { additionalTools } };
    expect(
      inputOf(
        callOf({ type: "function_call", call_id: "c", caller }),
        result("a", { vendorOptions }),
      ),
    ).toMatchObject([
      { type: "function_call", caller },
      { type: "function_call_output", caller },
      { type: "additional_tools", tools: additionalTools },
    ]);
  });

  it("of a custom tool is one of its own, also where only the tool tells", () => {
    const part: AssistantPart = { type: "tool-call", id: "c", name: "sql", arguments: '"a"' };
    for (const tools of [
      [{ type: "vendor" as const, id: "openai.custom", name: "sql", args: {} }],
      [{ type: "raw" as const, value: { type: "custom", name: "sql" } }],
    ]) {
      expect(convert([answer(part), result("b")], { tools }).input).toEqual([
        { type: "custom_tool_call", call_id: "c", name: "sql", input: "a" },
        { type: "custom_tool_call_output", call_id: "c", output: "b" },
      ]);
    }
  });

  it.each<[string, JSONObject, ToolMessage, JSONObject]>([
    [
      "a local shell",
      { type: "local_shell_call", id: "l", call_id: "c", action: {} },
      result('{"output":"a"}'),
      { type: "local_shell_call_output", output: "a" },
    ],
    [
      "a local shell, in words",
      { type: "local_shell_call", call_id: "c" },
      result("a"),
      { type: "local_shell_call_output", output: "a" },
    ],
    [
      "a shell",
      { type: "shell_call", call_id: "c" },
      result(
        '{"maxOutputLength":9,"output":[{"stdout":"a","outcome":{"type":"exit","exitCode":0}}]}',
      ),
      {
        type: "shell_call_output",
        max_output_length: 9,
        output: [{ stdout: "a", outcome: { type: "exit", exit_code: 0 } }],
      },
    ],
    [
      "a shell, in words",
      { type: "shell_call", call_id: "c" },
      result("no", { isError: true }),
      {
        type: "shell_call_output",
        output: [{ stdout: "no", stderr: "", outcome: { type: "exit", exit_code: 1 } }],
      },
    ],
    [
      "a patch",
      { type: "apply_patch_call", call_id: "c" },
      result('{"status":"failed","output":"a"}'),
      { type: "apply_patch_call_output", status: "failed", output: "a" },
    ],
    [
      "a patch, in words",
      { type: "apply_patch_call", call_id: "c" },
      result("done"),
      { type: "apply_patch_call_output", status: "completed", output: "done" },
    ],
    [
      "a computer",
      { type: "computer_call", call_id: "c" },
      result('{"output":{"fileId":"f"},"acknowledgedSafetyChecks":[{"id":"s"}]}'),
      {
        type: "computer_call_output",
        output: { type: "computer_screenshot", file_id: "f" },
        acknowledged_safety_checks: [{ id: "s" }],
      },
    ],
    [
      "a computer, as a picture",
      { type: "computer_call", call_id: "c" },
      result([{ type: "image", source: { data: "aGk=", mediaType: "image/png" } }]),
      {
        type: "computer_call_output",
        output: { type: "computer_screenshot", image_url: "data:image/png;base64,aGk=" },
      },
    ],
    [
      "a search for tools",
      { type: "tool_search_call", call_id: "c", execution: "client" },
      result('{"tools":[{"type":"function","name":"a","defer_loading":true}]}'),
      {
        type: "tool_search_output",
        execution: "client",
        status: "completed",
        tools: [{ type: "function", name: "a", defer_loading: true }],
      },
    ],
  ])("of %s has the form of its own", (_what, item, message, output) => {
    expect(inputOf(callOf(item), message)).toEqual([item, { ...output, call_id: "c" }]);
  });

  it("may be the answer to a question", () => {
    const block = { type: "mcp_approval_request", id: "mcpr_1", name: "f" };
    const approval = { id: "mcpr_1", isApproved: false, reason: "too dear" };
    expect(
      inputOf(answer({ type: "vendor-block", api: "responses", block }), result("", { approval })),
    ).toEqual([
      block,
      {
        type: "mcp_approval_response",
        approval_request_id: "mcpr_1",
        approve: false,
        reason: "too dear",
      },
    ]);
  });
});
