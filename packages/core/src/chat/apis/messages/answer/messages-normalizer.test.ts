import { describe, expect, it } from "vitest";
import { CometAPIError } from "../../../../errors/comet-api-error.ts";
import { accumulateChatEvents } from "../../../accumulate-chat-events.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { ChatRequest, VendorTool } from "../../../chat-request.ts";
import { ANSWER_TOOL } from "../choose-output-mode.ts";
import { messages } from "../messages.ts";
import { resolveModelTraits } from "../../../../models/resolve-model-traits.ts";

const OLDER = "claude-3-7-sonnet-latest";

function normalize(frames: readonly object[], request: Partial<ChatRequest> = {}): ChatEvent[] {
  const events: ChatEvent[] = [];
  const normalizer = messages.createNormalizer({
    request: { model: OLDER, messages: [], ...request },
    traits: resolveModelTraits(request.model ?? OLDER),
    generateId: () => "generated",
    locate: (error) => error,
    toError: () => new CometAPIError({ code: "server", message: "failed" }),
    includeRaw: false,
  });
  for (const frame of frames) normalizer.push(frame, events);
  normalizer.end("closed", events);
  return events;
}

function choiceOf(events: ChatEvent[]) {
  const [choice] = accumulateChatEvents(events).choices;
  if (choice === undefined) throw new Error("nothing was answered");
  return choice;
}

function start(index: number, block: object): object {
  return { type: "content_block_start", index, content_block: block };
}

function delta(index: number, value: object): object {
  return { type: "content_block_delta", index, delta: value };
}

function text(index: number, value: string): object[] {
  return [
    start(index, { type: "text", text: "" }),
    delta(index, { type: "text_delta", text: value }),
  ];
}

function call(index: number, name: string, ...pieces: string[]): object[] {
  return [
    start(index, { type: "tool_use", id: `toolu_${index}`, name, input: {} }),
    ...pieces.map((piece) => delta(index, { type: "input_json_delta", partial_json: piece })),
    { type: "content_block_stop", index },
  ];
}

function end(stopReason: string): object {
  return { type: "message_delta", delta: { stop_reason: stopReason }, usage: {} };
}

describe("an answer that is asked for as the arguments of a tool", () => {
  const responseFormat = {
    type: "json-schema",
    schema: { type: "object", properties: {} },
  } as const;

  it("is those arguments, streamed as text, and ends as answers do", () => {
    const frames = [...call(0, ANSWER_TOOL, '{"a"', ":1}"), end("tool_use")];
    const events = normalize(frames, { responseFormat });
    expect(events.filter(({ type }) => type === "text-delta")).toHaveLength(2);
    const { text: said, toolCalls, finishReason, rawFinishReason } = choiceOf(events);
    expect({ said, toolCalls, finishReason, rawFinishReason }).toEqual({
      said: '{"a":1}',
      toolCalls: [],
      finishReason: "stop",
      rawFinishReason: "tool_use",
    });
  });

  it("is those of a whole answer too", () => {
    const content = [{ type: "tool_use", id: "a", name: ANSWER_TOOL, input: { a: 1 } }];
    const frames = [{ type: "message", content, stop_reason: "tool_use" }];
    expect(choiceOf(normalize(frames, { responseFormat })).text).toBe('{"a":1}');
  });

  it("has no preamble", () => {
    const frames = [...text(0, "Here you are:"), ...call(1, ANSWER_TOOL, "{}"), end("tool_use")];
    expect(choiceOf(normalize(frames, { responseFormat })).text).toBe("{}");
  });

  it("is its text where the model did not call the tool", () => {
    const frames = [...text(0, '{"a":1}'), end("end_turn")];
    const { text: said, finishReason } = choiceOf(normalize(frames, { responseFormat }));
    expect({ said, finishReason }).toEqual({ said: '{"a":1}', finishReason: "stop" });
  });

  it("comes after other tools, with what was said before them", () => {
    const tools = [{ type: "function", name: "now" } as const];
    const frames = [...text(0, "Let me look."), ...call(1, "now", "{}"), end("tool_use")];
    const { content, finishReason } = choiceOf(normalize(frames, { responseFormat, tools }));
    expect(content).toMatchObject([
      { type: "text", text: "Let me look." },
      { type: "tool-call", name: "now", arguments: "{}" },
    ]);
    expect(finishReason).toBe("tool-calls");
  });

  it("is text as it comes from models that are held to a schema", () => {
    const events = normalize(text(0, "Hi"), { model: "claude-sonnet-4-5", responseFormat });
    expect(events[0]).toEqual({ type: "text-delta", choiceIndex: 0, text: "Hi" });
  });
});

describe("blocks", () => {
  it.each([
    [
      "text and its citation",
      [
        { type: "text_delta", text: "A" },
        { type: "citations_delta", citation: { url: "u" } },
      ],
      [{ type: "text", text: "A", echo: { data: { citations: [{ url: "u" }] } } }],
    ],
    [
      "a citation alone",
      [{ type: "citations_delta", citation: { url: "u" } }],
      [{ type: "text", text: "", echo: { data: { citations: [{ url: "u" }] } } }],
    ],
    [
      "a thought",
      [{ type: "thinking_delta", thinking: "Hm" }],
      [{ type: "reasoning", text: "Hm" }],
    ],
    [
      "a signature alone",
      [{ type: "signature_delta", signature: "s" }],
      [{ type: "reasoning", text: "", echo: { data: { type: "thinking", signature: "s" } } }],
    ],
    [
      "a thought whose deltas have no type",
      [{ thinking: "Hm" }, { signature: "s" }],
      [{ type: "reasoning", text: "Hm", echo: { data: { type: "thinking", signature: "s" } } }],
    ],
  ])(
    "begin with their first delta where a server leaves their start out: %s",
    (_what, deltas, content) => {
      const frames = [...deltas.map((value) => delta(0, value)), end("end_turn")];
      expect(choiceOf(normalize(frames)).content).toMatchObject(content);
    },
  );

  it("without an index go on with the latest", () => {
    const frames = [
      ...text(4, "A"),
      { type: "content_block_delta", delta: { type: "text_delta", text: "B" } },
      { type: "content_block_start", content_block: { type: "text", text: "" } },
      { type: "content_block_delta", delta: { type: "text_delta", text: "C" } },
      end("end_turn"),
    ];
    expect(choiceOf(normalize(frames)).content).toMatchObject([{ text: "AB" }, { text: "C" }]);
  });

  it("of thinking keep what is new, from their start and their stop", () => {
    const frames = [
      start(0, { type: "thinking", thinking: "H", own: 1 }),
      delta(0, { type: "thinking_delta", thinking: "m" }),
      {
        type: "content_block_stop",
        index: 0,
        content_block: { type: "thinking", thinking: "Hm.", signature: "s", more: 2 },
      },
      end("end_turn"),
    ];
    expect(choiceOf(normalize(frames)).content).toEqual([
      {
        type: "reasoning",
        text: "Hm.",
        echo: {
          api: "messages",
          data: { type: "thinking", signature: "s", own: 1, more: 2 },
        },
      },
    ]);
  });

  it("of the vendor's are those of their stop, where that has them whole", () => {
    const block = { type: "server_tool_use", id: "s", name: "web_search", input: { query: "b" } };
    const frames = [
      start(0, { ...block, input: {} }),
      delta(0, { type: "input_json_delta", partial_json: '{"query":"a"}' }),
      { type: "content_block_stop", index: 0, content_block: block },
      end("end_turn"),
    ];
    expect(choiceOf(normalize(frames)).vendorBlocks).toMatchObject([{ block }]);
  });

  it("of the vendor's are one, where their start is repeated", () => {
    const block = { type: "server_tool_use", id: "s", name: "web_search", input: {} };
    const frames = [
      start(0, block),
      start(0, block),
      delta(0, { type: "input_json_delta", partial_json: '{"query":"a"}' }),
      end("end_turn"),
    ];
    const { vendorBlocks } = choiceOf(normalize(frames));
    expect(vendorBlocks.map(({ block: { input } }) => input)).toEqual([{ query: "a" }]);
  });

  it("end their text before a call, also where it was held back", () => {
    const responseFormat = {
      type: "json-schema",
      schema: { type: "object", properties: {} },
    } as const;
    const tools = [{ type: "function", name: "now" } as const];
    const asked = normalize([...text(0, "A"), ...call(1, "now", "{}")], { responseFormat, tools });
    expect(asked.map(({ type }) => type).slice(0, 3)).toEqual([
      "text-delta",
      "text-end",
      "tool-call-start",
    ]);
    const answered = [...call(0, ANSWER_TOOL, "{}"), end("tool_use")];
    expect(normalize(answered, { responseFormat }).map(({ type }) => type)).toEqual([
      "text-delta",
      "text-end",
      "finish",
    ]);
  });

  it("of an answer by a tool may be whole in their start, and end with the next block", () => {
    const responseFormat = {
      type: "json-schema",
      schema: { type: "object", properties: {} },
    } as const;
    const block = { type: "tool_use", id: "a", name: ANSWER_TOOL, input: { a: 1 } };
    const frames = [start(0, block), start(1, { type: "text", text: "" }), end("tool_use")];
    expect(choiceOf(normalize(frames, { responseFormat })).text).toBe('{"a":1}');
  });

  it("of an answer by a tool may be whole in their stop", () => {
    const responseFormat = {
      type: "json-schema",
      schema: { type: "object", properties: {} },
    } as const;
    const block = { type: "tool_use", id: "a", name: ANSWER_TOOL };
    const frames = [
      start(0, { ...block, input: {} }),
      { type: "content_block_stop", index: 0, content_block: { ...block, input: { a: 1 } } },
      end("tool_use"),
    ];
    expect(choiceOf(normalize(frames, { responseFormat })).text).toBe('{"a":1}');
  });

  it("of an answer by a tool may be missing, or an object in place of its text", () => {
    const responseFormat = {
      type: "json-schema",
      schema: { type: "object", properties: {} },
    } as const;
    const textOf = (...frames: object[]) =>
      choiceOf(normalize([...frames, end("tool_use")], { responseFormat })).text;
    expect(textOf(...call(0, ANSWER_TOOL))).toBe("{}");
    const [begin = {}, stop = {}] = call(0, ANSWER_TOOL);
    const piece = delta(0, { type: "input_json_delta", partial_json: { a: 1 } });
    expect(textOf(begin, piece, stop)).toBe('{"a":1}');
  });

  it("of a call may be an empty object, which stands for no arguments only once the call has ended", () => {
    const [ended] = choiceOf(normalize([...call(0, "now", "{}"), end("max_tokens")])).toolCalls;
    expect(ended).toMatchObject({ arguments: "{}", isComplete: true });
    const open = call(0, "now", "{}").slice(0, 2);
    const [cut] = choiceOf(normalize([...open, end("max_tokens")])).toolCalls;
    expect(cut).toMatchObject({ arguments: "", isComplete: false });
  });

  it("of a call may come with the repetition of its start", () => {
    const block = { type: "tool_use", id: "a", name: "weather" };
    for (const set of [{}, { toolset_name: "weather" }]) {
      const begun = start(0, { ...block, ...set, input: {} });
      const whole = start(0, { ...block, ...set, input: { a: 1 } });
      const stop = { type: "content_block_stop", index: 0 };
      const { toolCalls } = choiceOf(normalize([begun, whole, stop, end("tool_use")]));
      expect(toolCalls).toHaveLength(1);
      expect(toolCalls[0]?.arguments).toContain('"a":1');
    }
  });

  it("of a call in its start count where its stop has none", () => {
    const block = { type: "tool_use", id: "a", name: "weather", input: { a: 1 } };
    const { input: _, ...withoutInput } = block;
    const stop = { type: "content_block_stop", index: 0, content_block: withoutInput };
    for (const set of [{}, { toolset_name: "weather" }]) {
      const events = normalize([start(0, { ...block, ...set }), stop, end("tool_use")]);
      expect(choiceOf(events).toolCalls[0]?.arguments).toContain('"a":1');
    }
  });

  it("of a call without a name are arguments, not text", () => {
    const events = normalize([delta(0, { type: "input_json_delta", partial_json: '{"a":1}' })]);
    const { text: said, toolCalls } = choiceOf(events);
    expect(said).toBe("");
    expect(toolCalls).toMatchObject([{ name: "", arguments: '{"a":1}', isComplete: false }]);
  });
});

describe("calls of a set of tools", () => {
  const block = { type: "tool_use", id: "a", name: "click", toolset_name: "computer" };
  const argumentsOf = (frames: object[]) => choiceOf(normalize(frames)).toolCalls[0]?.arguments;

  it("may have their arguments in their start or in their stop", () => {
    const stop = { type: "content_block_stop", index: 0 };
    const whole = { ...block, input: { x: 1 } };
    expect(argumentsOf([start(0, whole), stop, end("tool_use")])).toBe('{"action":"click","x":1}');
    const frames = [start(0, block), { ...stop, content_block: whole }, end("tool_use")];
    expect(argumentsOf(frames)).toBe('{"action":"click","x":1}');
  });

  it.each([
    ["", ""],
    [" ", '{"action":"click"'],
    ["{", '{"action":"click"'],
    ['{"x":', '{"action":"click","x":'],
  ])("that are cut off after %j have them as far as they came", (piece, expected) => {
    const frames = [start(0, block), delta(0, { type: "input_json_delta", partial_json: piece })];
    expect(argumentsOf(frames)).toBe(expected);
  });
});

describe("an answer", () => {
  it("with a frame that is no object has an error", () => {
    const [error] = accumulateChatEvents(normalize([...text(0, "A"), [1]])).errors;
    expect(error?.message).toContain("not an object but a list");
  });

  it("may say only in its last event why it ended", () => {
    const message = { id: "m", stop_reason: "end_turn", usage: { output_tokens: 3 } };
    const events = normalize([...text(0, "Hi"), { type: "message_stop", message }]);
    expect(choiceOf(events)).toMatchObject({ text: "Hi", rawFinishReason: "end_turn" });
    expect(accumulateChatEvents(events).usage?.outputTokens.total).toBe(3);
  });

  it("after which another one begins is cut off", () => {
    const begin = (id: string): object => ({ type: "message_start", message: { id, content: [] } });
    const frames = [begin("a"), ...text(0, "A"), begin("b"), ...text(0, "B"), end("end_turn")];
    const { text: said, finishReason } = choiceOf(normalize(frames));
    expect({ said, finishReason }).toEqual({ said: "A", finishReason: "interrupted" });
    const empty = choiceOf(normalize([begin("a"), ...text(0, "A"), begin("b"), end("end_turn")]));
    expect(empty.finishReason).toBe("interrupted");
  });

  it("that was not streamed names the model that took it over", () => {
    const content = [{ type: "fallback", to: { model: "claude-b" } }];
    const frames = [
      { type: "message", id: "a", model: "claude-a", content, stop_reason: "end_turn" },
    ];
    expect(accumulateChatEvents(normalize(frames)).metadata?.model).toBe("claude-b");
  });

  it("has what else is said of its end, and no field twice", () => {
    const frames = [
      {
        type: "message",
        role: "assistant",
        id: "a",
        model: "claude-a",
        service_tier: "standard",
        content: [{ type: "text", text: "A" }],
        stop_reason: "stop_sequence",
        stop_sequence: ".",
      },
    ];
    expect(choiceOf(normalize(frames)).finishDetails).toEqual({ stop_sequence: "." });
  });

  it("cites a source in the vendor's words too", () => {
    const citation = { type: "char_location", cited_text: "x", document_title: "D" };
    const frames = [
      ...text(0, "A"),
      delta(0, { type: "citations_delta", citation }),
      end("end_turn"),
    ];
    expect(choiceOf(normalize(frames)).citations).toMatchObject([
      { title: "D", content: "x", raw: citation, startIndex: 0, endIndex: 1 },
    ]);
  });
});

describe("tools of the vendor's own", () => {
  it.each([
    ["code_execution", "programmatic-tool-call"],
    ["bash_code_execution", "bash_code_execution"],
    ["text_editor_code_execution", "text_editor_code_execution"],
  ])("that execute code are one, whose arguments name the kind: %s", (name, type) => {
    const block = { type: "server_tool_use", id: "s", name, input: { code: "1" } };
    expect(choiceOf(normalize([start(0, block), end("end_turn")])).vendorBlocks).toMatchObject([
      { toolCall: { name: "code_execution", arguments: JSON.stringify({ type, code: "1" }) } },
    ]);
  });

  it.each([
    ["code_execution_tool_result", { return_code: 0 }],
    ["bash_code_execution_tool_result", { return_code: 0 }],
    ["mcp_tool_result", { return_code: 0 }],
    ["web_fetch_tool_result", { returnCode: 0 }],
  ])("give results by the names that the vendor's package has: %s", (type, result) => {
    const block = { type, tool_use_id: "s", content: { return_code: 0 } };
    expect(choiceOf(normalize([start(0, block), end("end_turn")])).vendorBlocks).toMatchObject([
      { toolResult: { id: "s", result } },
    ]);
  });

  function vendorTool(version: string, name: string): VendorTool {
    return { type: "vendor", id: `anthropic.${version}`, name, args: {} };
  }

  it("have the names that the caller gave them", () => {
    const tools = [
      vendorTool("bash_20250124", "shell"),
      vendorTool("computer_toolset_20260801", "pc"),
      vendorTool("web_search_20250305", "search"),
    ];
    const frames = [
      ...call(0, "bash", "{}"),
      start(1, { type: "tool_use", id: "b", name: "wait", toolset_name: "computer", input: {} }),
      { type: "content_block_stop", index: 1 },
      start(2, { type: "server_tool_use", id: "s", name: "web_search", input: { query: "q" } }),
      start(3, { type: "web_search_tool_result", tool_use_id: "s", content: [] }),
      end("tool_use"),
    ];
    const { toolCalls, vendorBlocks } = choiceOf(normalize(frames, { tools }));
    expect(toolCalls).toMatchObject([
      { name: "shell" },
      { name: "pc", arguments: '{"action":"wait"}' },
    ]);
    expect(vendorBlocks).toMatchObject([
      { toolCall: { name: "search" } },
      { toolResult: { name: "search" } },
    ]);
  });

  it("are known by their call when the result comes in a later answer", () => {
    const block = { type: "mcp_tool_use", id: "m", name: "echo", server_name: "s", input: {} };
    const earlier: ChatRequest["messages"] = [
      { role: "user", content: "Hi" },
      { role: "assistant", content: [{ type: "vendor-block", api: "messages", block }] },
    ];
    const result = { type: "mcp_tool_result", tool_use_id: "m", content: [] };
    const frames = [start(0, result), end("end_turn")];
    expect(choiceOf(normalize(frames, { messages: earlier })).vendorBlocks).toMatchObject([
      { toolResult: { id: "m", name: "echo" } },
    ]);
  });

  it("are known by the beginning of their name when nothing else tells", () => {
    const tools = [vendorTool("tool_search_bm25_20251119", "find")];
    const result = {
      type: "tool_search_tool_result",
      tool_use_id: "x",
      content: {
        type: "tool_search_tool_search_result",
        tool_references: [{ type: "tool_reference", tool_name: "now" }],
      },
    };
    const { vendorBlocks } = choiceOf(normalize([start(0, result), end("end_turn")], { tools }));
    expect(vendorBlocks).toMatchObject([
      { toolResult: { name: "find", result: [{ type: "tool_reference", toolName: "now" }] } },
    ]);
  });
});

it("hands every event out as it came, where that is asked for", () => {
  const events: ChatEvent[] = [];
  const normalizer = messages.createNormalizer({
    request: { model: OLDER, messages: [] },
    traits: resolveModelTraits(OLDER),
    generateId: () => "generated",
    locate: (error) => error,
    toError: () => new CometAPIError({ code: "server", message: "failed" }),
    includeRaw: true,
  });
  const ping = { type: "ping" };
  normalizer.push(ping, events);
  expect(events).toEqual([{ type: "raw", value: ping }, { type: "ping" }]);
});
