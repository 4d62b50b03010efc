import { describe, expect, it } from "vitest";
import { CometAPIError } from "../../../../errors/comet-api-error.ts";
import type { JSONObject } from "../../../../json.ts";
import { accumulateChatEvents } from "../../../accumulate-chat-events.ts";
import type { ChatEvent } from "../../../chat-event.ts";
import type { ChatRequest, ChatTool } from "../../../chat-request.ts";
import { ResponsesNormalizer } from "./responses-normalizer.ts";
import { resolveModelTraits } from "../../../../models/resolve-model-traits.ts";

const choiceIndex = 0;

function normalize(
  frames: unknown[],
  asked: Partial<ChatRequest> = {},
  isCut = false,
  includeRaw = false,
): ChatEvent[] {
  const events: ChatEvent[] = [];
  const normalizer = new ResponsesNormalizer({
    request: { model: "m", messages: [], ...asked },
    traits: resolveModelTraits("m"),
    generateId: () => "generated",
    locate: (error) => error,
    toError: (frame) => new CometAPIError({ code: "server", message: JSON.stringify(frame) }),
    includeRaw,
  });
  for (const frame of frames) normalizer.push(frame, events);
  const cut = new CometAPIError({ code: "stream-interrupted", message: "cut" });
  if (isCut && !normalizer.isFinished) normalizer.interrupt(cut, events);
  normalizer.end("closed", events);
  return events;
}

function accumulate(frames: unknown[], asked?: Partial<ChatRequest>) {
  const { choices, ...result } = accumulateChatEvents(normalize(frames, asked));
  const [choice] = choices;
  if (choice === undefined) throw new Error("There is no choice.");
  return { ...result, ...choice };
}

function whole(...output: unknown[]): JSONObject {
  return JSON.parse(JSON.stringify({ object: "response", id: "r", status: "completed", output }));
}

function added(item: object, outputIndex = 0): object {
  return { type: "response.output_item.added", output_index: outputIndex, item };
}

function done(item: object, outputIndex = 0): object {
  return { type: "response.output_item.done", output_index: outputIndex, item };
}

function text(delta: string, rest: object = { output_index: 0, content_index: 0 }): object {
  return { type: "response.output_text.delta", delta, ...rest };
}

function completed(...output: unknown[]): object {
  return { type: "response.completed", response: whole(...output) };
}

function message(content: string, rest: object = {}): object {
  const parts = [{ type: "output_text", text: content, annotations: [] }];
  return { type: "message", id: "msg_1", role: "assistant", content: parts, ...rest };
}

const call = {
  type: "function_call",
  id: "fc_1",
  call_id: "call_1",
  name: "now",
  arguments: '{"zone":"UTC"}',
};

function piece(delta: string, outputIndex = 0): object {
  return { type: "response.function_call_arguments.delta", output_index: outputIndex, delta };
}

describe("a message", () => {
  it("is text as it comes, and ends with what goes back with it", () => {
    const item = message("Hi!", { phase: "final_answer" });
    const start = { ...item, content: [] };
    expect(normalize([added(start), text("Hi"), text("!"), done(item), completed(item)])).toEqual([
      { type: "text-delta", choiceIndex, text: "Hi" },
      { type: "text-delta", choiceIndex, text: "!" },
      {
        type: "text-end",
        choiceIndex,
        echo: {
          api: "responses",
          data: { type: "message", id: "msg_1", phase: "final_answer" },
        },
      },
      expect.objectContaining({ type: "response-metadata", id: "r" }),
      expect.objectContaining({ type: "finish", reason: "stop", rawReason: "completed" }),
    ]);
  });

  it.each(["Let me see.", '{"a":"draft"}'])(
    "that comments on an answer in JSON is reasoning: %s",
    (remark) => {
      const comment = message(remark, { phase: "commentary" });
      const answer = message('{"a":"final"}', { id: "msg_2", phase: "final_answer" });
      const responseFormat = { type: "json-object" } as const;
      const frames = [
        added({ ...comment, content: [] }),
        text(remark),
        done(comment),
        completed(comment, answer),
      ];
      for (const answered of [frames, [whole(comment, answer)]]) {
        const { content } = accumulate(answered, { responseFormat });
        const echo = (data: object) => ({ api: "responses", data });
        expect(content).toMatchObject([
          { type: "reasoning", text: remark, echo: echo({ type: "message", id: "msg_1" }) },
          { type: "text", text: '{"a":"final"}', echo: echo({ id: "msg_2" }) },
        ]);
        const [first] = accumulate(answered).content;
        expect(first).toMatchObject({ type: "text", text: remark });
      }
    },
  );

  it("of several texts is several blocks", () => {
    const parts = ["a", "b"].map((part) => ({ type: "output_text", text: part }));
    const { content } = accumulate([whole({ type: "message", content: parts })]);
    expect(content).toMatchObject([{ text: "a" }, { text: "b" }]);
  });

  it("may be a refusal", () => {
    const item = { type: "message", content: [{ type: "refusal", refusal: "No, never." }] };
    const delta = {
      type: "response.refusal.delta",
      output_index: 0,
      content_index: 0,
      delta: "No",
    };
    const { refusal, text: said, finishReason } = accumulate([delta, done(item), completed(item)]);
    expect([refusal, said, finishReason]).toEqual(["No, never.", "", "stop"]);
  });

  it("names its sources once, whether they come by themselves or with it", () => {
    const annotations = [
      { type: "url_citation", url: "https://a.example", title: "A", start_index: 0, end_index: 2 },
      { type: "file_citation", file_id: "file-1", filename: "a.pdf", index: 3 },
      { type: "container_file_citation", container_id: "c", file_id: "cfile_1", filename: "b.png" },
      { type: "file_path", file_id: "file-2", index: 4 },
    ];
    const item = message("Hi", { content: [{ type: "output_text", text: "Hi", annotations }] });
    const event = {
      type: "response.output_text.annotation.added",
      output_index: 0,
      content_index: 0,
      annotation: annotations[0],
    };
    const { citations, content } = accumulate([added(item), text("Hi"), event, done(item)]);
    expect(citations).toMatchObject([
      { url: "https://a.example", title: "A", startIndex: 0, endIndex: 2 },
      { url: undefined, fileId: "file-1", filename: "a.pdf", raw: annotations[1] },
      { fileId: "cfile_1", filename: "b.png", raw: { container_id: "c" } },
      { fileId: "file-2", raw: { type: "file_path" } },
    ]);
    expect(content).toMatchObject([{ echo: { data: { annotations } } }]);
  });

  it("tells log probabilities with the deltas or with the whole, not twice", () => {
    const logprobs = [{ token: "Hi", logprob: -0.1 }];
    const item = message("Hi", { content: [{ type: "output_text", text: "Hi", logprobs }] });
    expect(accumulate([completed(item)]).logprobs).toEqual(logprobs);
    const delta = { ...text("Hi"), logprobs };
    expect(accumulate([delta, done(item), completed(item)]).logprobs).toEqual(logprobs);
  });
});

describe("reasoning", () => {
  const summary = ["First.", "Then."].map((part) => ({ type: "summary_text", text: part }));
  const item = { type: "reasoning", id: "rs_1", summary, encrypted_content: "gAAA" };
  const part = (delta: string, index: number) => ({
    type: "response.reasoning_summary_text.delta",
    output_index: 0,
    summary_index: index,
    delta,
  });

  it("is one block whatever the parts of its summary, and goes back whole", () => {
    const frames = [
      added({ ...item, summary: [] }),
      part("Fir", 0),
      part("st.", 0),
      part("Then.", 1),
    ];
    const { content } = accumulate([...frames, done(item), completed(item)]);
    const echo = { api: "responses", data: item };
    expect(content).toEqual([{ type: "reasoning", text: "First.\n\nThen.", echo }]);
    expect(accumulate([whole(item)]).content).toEqual(content);
  });

  it("may have no summary at all", () => {
    const silent = { ...item, summary: [] };
    expect(accumulate([whole(silent)]).content).toMatchObject([
      { type: "reasoning", text: "", echo: { data: silent } },
    ]);
  });

  it("that says nothing and cannot go back is none", () => {
    expect(accumulate([whole({ type: "reasoning", id: "rs_1", summary: [] })]).content).toEqual([]);
  });

  it("of an open model is the thoughts themselves", () => {
    const content = [{ type: "reasoning_text", text: "Hm." }];
    const open = { type: "reasoning", id: "rs_1", summary: [], content };
    const delta = { type: "response.reasoning_text.delta", content_index: 0, delta: "H" };
    const result = accumulate([{ ...delta, output_index: 0 }, done(open), completed(open)]);
    expect(result.content).toMatchObject([{ text: "Hm.", echo: { data: open } }]);
  });

  it("is read from the ends of its parts where nothing else tells it", () => {
    const end = { type: "response.reasoning_summary_text.done", output_index: 0, summary_index: 0 };
    expect(accumulate([{ ...end, text: "Hm." }, completed()]).reasoning).toBe("Hm.");
  });
});

describe("a call of a function", () => {
  const start = { ...call, arguments: "" };

  it("streams its arguments and keeps what goes back with it", () => {
    const events = normalize([
      added({ ...start, namespace: "crm" }),
      piece('{"zone":'),
      piece('"UTC"}'),
      done({ ...call, namespace: "crm", status: "completed" }),
      completed(call),
    ]);
    const id = "call_1";
    expect(events).toMatchObject([
      { type: "tool-call-start", index: 0, id, name: "now" },
      { type: "tool-call-delta", id, argumentsDelta: '{"zone":' },
      { type: "tool-call-delta", id, argumentsDelta: '"UTC"}' },
      { type: "response-metadata" },
      {
        type: "tool-call-end",
        arguments: call.arguments,
        isComplete: true,
        echo: { data: { id: "fc_1", namespace: "crm" } },
      },
      { type: "finish", reason: "tool-calls", rawReason: "completed" },
    ]);
  });

  it.each([
    ["deltas only", [added(start), piece(call.arguments), completed()]],
    ["its end only", [done(call), completed()]],
    ["the last event only", [completed(call)]],
    ["deltas before its name", [piece('{"zone":'), done(call), completed()]],
    [
      "the end of its arguments",
      [
        added(start),
        {
          type: "response.function_call_arguments.done",
          output_index: 0,
          arguments: call.arguments,
        },
        completed(),
      ],
    ],
    ["an object as arguments", [completed({ ...call, arguments: { zone: "UTC" } })]],
  ])("is whole with %s", (_what, frames) => {
    const calls = accumulate(frames).toolCalls;
    expect(calls).toMatchObject([{ id: "call_1", name: "now", arguments: call.arguments }]);
    expect(calls).toHaveLength(1);
  });

  it("stays apart from others, whatever their ids", () => {
    const other = { ...call, call_id: "call_2", arguments: "{}" };
    const frames = [
      added(start),
      added({ ...other, arguments: "" }, 1),
      piece("{}", 1),
      piece("{}"),
    ];
    const { toolCalls } = accumulate([...frames, completed()]);
    expect(toolCalls).toMatchObject([
      { id: "call_1", arguments: "{}" },
      { id: "call_2", arguments: "{}" },
    ]);
  });

  it("is not run when a limit cut it", () => {
    const response = {
      status: "incomplete",
      incomplete_details: { reason: "max_output_tokens" },
      output: [{ ...call, arguments: '{"zo', status: "incomplete" }],
    };
    const { toolCalls, finishReason } = accumulate([{ type: "response.incomplete", response }]);
    expect(toolCalls).toMatchObject([{ isComplete: false, arguments: '{"zo' }]);
    expect(finishReason).toBe("length");
  });

  it("that wraps several is each of them", () => {
    const uses = [
      { recipient_name: "functions.now", parameters: { zone: "UTC" } },
      { recipient_name: "functions.now", parameters: {} },
    ];
    const wrapper = { ...call, name: "parallel", arguments: JSON.stringify({ tool_uses: uses }) };
    const frames = [added({ ...wrapper, arguments: "" }), piece(wrapper.arguments), done(wrapper)];
    const tools: ChatTool[] = [{ type: "function", name: "now" }];
    expect(accumulate([...frames, completed(wrapper)], { tools }).toolCalls).toMatchObject([
      { id: "call_1_0", name: "now", arguments: '{"zone":"UTC"}' },
      { id: "call_1_1", name: "now", arguments: "{}" },
    ]);
    expect(accumulate([...frames, completed(wrapper)]).toolCalls).toMatchObject([
      { id: "call_1", name: "parallel", arguments: wrapper.arguments },
    ]);
  });
});

describe("a tool that OpenAI defines and the caller runs", () => {
  it("may be a custom one: its text is a JSON string", () => {
    const item = {
      type: "custom_tool_call",
      id: "ctc_1",
      call_id: "c",
      name: "sql",
      input: 'a "b"',
    };
    const delta = { type: "response.custom_tool_call_input.delta", output_index: 0 };
    const frames = [
      added({ ...item, input: "" }),
      { ...delta, delta: "a " },
      { ...delta, delta: '"b"' },
    ];
    const { toolCalls } = accumulate([...frames, done(item), completed(item)]);
    const echo = { data: { type: "custom_tool_call", id: "ctc_1" } };
    expect(toolCalls).toMatchObject([{ id: "c", name: "sql", arguments: '"a \\"b\\""', echo }]);
    expect(accumulate([whole(item)]).toolCalls).toMatchObject([{ arguments: '"a \\"b\\""' }]);
  });

  it("may be a patch, which streams", () => {
    const operation = { type: "update_file", path: "a.md", diff: '+"a"\n' };
    const item = { type: "apply_patch_call", id: "apc_1", call_id: "c", operation };
    const delta = { type: "response.apply_patch_call_operation_diff.delta", output_index: 0 };
    const start = { ...item, operation: { ...operation, diff: "" } };
    const frames = [
      added(start),
      { ...delta, delta: '+"a' },
      { ...delta, delta: '"\n' },
      done(item),
    ];
    const tools: ChatTool[] = [
      { type: "vendor", id: "openai.apply_patch", name: "patch", args: {} },
    ];
    const events = normalize([...frames, completed(item)], { tools });
    expect(events.filter(({ type }) => type === "tool-call-delta")).toHaveLength(3);
    const { toolCalls } = accumulate([...frames, completed(item)], { tools });
    expect(toolCalls).toMatchObject([{ name: "patch", echo: { data: item } }]);
    expect(JSON.parse(toolCalls[0]?.arguments ?? "")).toEqual({ callId: "c", operation });
  });

  it.each([
    [
      "a local shell",
      {
        type: "local_shell_call",
        call_id: "c",
        action: { type: "exec", command: ["ls"], timeout_ms: 5, env: { MY_VAR: "1" } },
      },
      "local_shell",
      { action: { type: "exec", command: ["ls"], timeoutMs: 5, env: { MY_VAR: "1" } } },
    ],
    [
      "a shell",
      {
        type: "shell_call",
        call_id: "c",
        action: { commands: ["ls"], timeout_ms: null, max_output_length: 9 },
        environment: { type: "local" },
      },
      "shell",
      { action: { commands: ["ls"], maxOutputLength: 9 } },
    ],
    [
      "a computer",
      {
        type: "computer_call",
        call_id: "c",
        status: "completed",
        actions: [{ type: "scroll", x: 1, y: 2, scroll_x: 0, scroll_y: 9 }],
        pending_safety_checks: [],
      },
      "computer",
      {
        actions: [{ type: "scroll", x: 1, y: 2, scrollX: 0, scrollY: 9 }],
        pendingSafetyChecks: [],
        status: "completed",
      },
    ],
    [
      "a search for tools",
      {
        type: "tool_search_call",
        call_id: "c",
        execution: "client",
        arguments: { goal: "weather" },
      },
      "tool_search",
      { arguments: { goal: "weather" }, call_id: "c" },
    ],
  ])("may be %s", (_what, item, name, input) => {
    const { toolCalls, vendorBlocks, finishReason } = accumulate([
      added({ ...item, status: "in_progress" }),
      done(item),
      completed(item),
    ]);
    expect(vendorBlocks).toEqual([]);
    expect(finishReason).toBe("tool-calls");
    expect(toolCalls).toMatchObject([{ id: "c", name, echo: { data: item } }]);
    expect(JSON.parse(toolCalls[0]?.arguments ?? "")).toEqual(input);
  });
});

describe("a tool that OpenAI runs", () => {
  it.each([
    [
      "searches the web",
      {
        type: "web_search_call",
        id: "x",
        status: "completed",
        action: { type: "open_page", url: "https://a.example" },
      },
      ["web_search", {}],
      { action: { type: "openPage", url: "https://a.example" } },
    ],
    [
      "searches files",
      {
        type: "file_search_call",
        id: "x",
        queries: ["q"],
        results: [{ file_id: "f", attributes: { my_key: 1 } }],
      },
      ["file_search", {}],
      { queries: ["q"], results: [{ fileId: "f", attributes: { my_key: 1 } }] },
    ],
    [
      "runs code",
      {
        type: "code_interpreter_call",
        id: "x",
        code: "1",
        container_id: "c",
        outputs: [{ type: "logs", logs: "1" }],
      },
      ["code_interpreter", { code: "1", containerId: "c" }],
      { outputs: [{ type: "logs", logs: "1" }] },
    ],
    [
      "calls a server",
      {
        type: "mcp_call",
        id: "x",
        server_label: "s",
        name: "f",
        arguments: '{"a":1}',
        output: "ok",
        error: null,
      },
      ["mcp.f", { a: 1 }],
      { type: "call", serverLabel: "s", name: "f", arguments: '{"a":1}', output: "ok" },
    ],
  ])("%s: one block with the call and its result", (_what, item, [name, input], result) => {
    const { vendorBlocks, toolCalls, finishReason } = accumulate([
      added({ ...item, status: "in_progress" }),
      { type: `response.${item.type}.in_progress`, output_index: 0, item_id: "x" },
      done(item),
      completed(item),
    ]);
    expect(toolCalls).toEqual([]);
    expect(finishReason).toBe("stop");
    expect(vendorBlocks).toMatchObject([
      {
        api: "responses",
        block: item,
        toolCall: { id: "x", name, arguments: JSON.stringify(input) },
        toolResult: { id: "x", name, result, isError: false },
      },
    ]);
  });

  it("is called what the request calls it", () => {
    const tools: ChatTool[] = [
      { type: "vendor", id: "openai.web_search_preview", name: "look", args: {} },
    ];
    const item = { type: "web_search_call", id: "x", status: "failed" };
    expect(accumulate([whole(item)], { tools }).vendorBlocks).toMatchObject([
      {
        toolCall: { name: "look" },
        toolResult: { name: "look", result: { status: "failed" }, isError: true },
      },
    ]);
  });

  it("may ask for permission, and its call then answers to the same id", () => {
    const question = { type: "mcp_approval_request", id: "mcpr_1", name: "f", arguments: "{}" };
    const answer = { type: "mcp_call", id: "mcp_1", name: "f", approval_request_id: "mcpr_1" };
    expect(accumulate([whole(question)]).vendorBlocks).toMatchObject([
      { toolCall: { id: "mcpr_1" }, approvalRequest: { id: "mcpr_1", toolCallId: "mcpr_1" } },
    ]);
    expect(accumulate([whole({ ...answer, error: "no" })]).vendorBlocks).toMatchObject([
      { toolCall: { id: "mcpr_1" }, toolResult: { id: "mcpr_1", isError: true } },
    ]);
  });

  it("gives its result in an item of its own", () => {
    const environment = { type: "container_reference" };
    const action = { commands: ["ls"] };
    const output = [{ stdout: "a", stderr: "", outcome: { type: "exit", exit_code: 0 } }];
    const { vendorBlocks } = accumulate([
      whole(
        { type: "shell_call", id: "sh", call_id: "c", action, environment },
        { type: "shell_call_output", id: "sho", call_id: "c", output, max_output_length: null },
        { type: "tool_search_call", id: "ts", call_id: null, execution: "server", arguments: {} },
        { type: "tool_search_output", id: "tso", call_id: null, execution: "server", tools: [] },
        { type: "program", id: "p", call_id: "d", code: "1", fingerprint: "f" },
        { type: "program_output", id: "po", call_id: "d", result: "1", status: "completed" },
      ),
    ]);
    expect(vendorBlocks.map(({ toolCall }) => toolCall?.id)).toEqual([
      "c",
      undefined,
      "ts",
      undefined,
      "d",
      undefined,
    ]);
    expect(vendorBlocks.map(({ toolResult }) => toolResult?.id)).toEqual([
      undefined,
      "c",
      undefined,
      "ts",
      undefined,
      "d",
    ]);
    expect(vendorBlocks[1]?.toolResult?.result).toEqual({
      output: [{ stdout: "a", stderr: "", outcome: { type: "exit", exitCode: 0 } }],
    });
  });

  it("draws: the picture is an image, and goes back within its item", () => {
    const item = { type: "image_generation_call", id: "ig", output_format: "webp" };
    const partial = { type: "response.image_generation_call.partial_image", output_index: 0 };
    const picture = { ...item, result: "aGk=" };
    const { images, content } = accumulate([
      added(item),
      { ...partial, partial_image_b64: "aA==" },
      done(picture),
      completed(picture),
    ]);
    expect(images).toMatchObject([{ image: { data: "aGk=", mediaType: "image/webp" } }]);
    expect(content).toMatchObject([{ type: "image", echo: { data: item } }]);
  });

  it("may be one that nobody has described", () => {
    const item = { type: "dream_call", id: "x", vision: [1] };
    const choice = accumulate([whole(item, message("Hi"))]);
    expect(choice.vendorBlocks).toEqual([
      { type: "vendor-block", choiceIndex: 0, api: "responses", block: item },
    ]);
    expect(choice).toMatchObject({ text: "Hi", finishReason: "stop" });
  });
});

describe("the end of an answer", () => {
  const incomplete = (reason?: string) => ({
    type: "response.incomplete",
    response: { status: "incomplete", incomplete_details: reason && { reason } },
  });

  it.each([
    ["max_output_tokens", "length"],
    ["content_filter", "content-filter"],
    ["something_new", "other"],
  ])("is told by the reason %s", (reason, finishReason) => {
    const result = accumulate([text("Hi"), incomplete(reason)]);
    expect([result.finishReason, result.rawFinishReason]).toEqual([finishReason, reason]);
  });

  it("without a reason is no success", () => {
    const frames = [added({ ...call, arguments: "" }), piece('{"a'), incomplete()];
    expect(accumulate(frames)).toMatchObject({
      finishReason: "other",
      rawFinishReason: "incomplete",
      toolCalls: [{ isComplete: false }],
    });
  });

  it("tells usage, the class of service and what the response says of itself", () => {
    const usage = {
      input_tokens: 50,
      input_tokens_details: { cached_tokens: 20, cache_write_tokens: 10 },
      output_tokens: 9,
      output_tokens_details: { reasoning_tokens: 4 },
      total_tokens: 59,
    };
    const response = { ...whole(), usage, service_tier: "flex", reasoning: { effort: "low" } };
    const created = { id: "r", model: "m", created_at: 1.5, service_tier: "auto" };
    const result = accumulate([
      { type: "response.created", response: created },
      { type: "response.completed", response },
    ]);
    expect(result.metadata).toMatchObject({
      id: "r",
      model: "m",
      createdAtMs: 1500,
      serviceTier: "flex",
    });
    expect(result.usage).toMatchObject({
      inputTokens: { total: 50, cacheRead: 20, cacheWrite: 10 },
      outputTokens: { total: 9, reasoning: 4 },
      totalTokens: 59,
    });
    expect(result.finishDetails).toEqual({ reasoning: { effort: "low" } });
  });

  it("is not there when the connection is", () => {
    const events = normalize([added(message("")), text("Hi")], undefined, true);
    expect(events).toMatchObject([
      { type: "text-delta" },
      { type: "error", error: { code: "stream-interrupted" } },
      { type: "text-end" },
      { type: "finish", reason: "interrupted" },
    ]);
  });

  it("is an error once, though two events tell it", () => {
    const error = { code: "server_error", message: "ups" };
    const events = normalize([
      text("Hi"),
      { type: "error", ...error },
      { type: "response.failed", response: { status: "failed", error } },
    ]);
    expect(events.filter(({ type }) => type === "error")).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ reason: "error" });
  });

  it.each([
    ["with a reason", { code: "server_error", message: "ups" }, "ups"],
    ["without one", null, 'the status "failed"'],
  ])("is an error where the response failed %s", (_what, error, words) => {
    const { errors } = accumulate([{ type: "response.failed", response: { error } }]);
    expect(errors[0]?.message).toContain(words);
  });

  it("is an error where the stream holds one by itself", () => {
    expect(accumulate([{ error: { message: "bare" } }])).toMatchObject({
      finishReason: "error",
      errors: [{ message: expect.stringContaining("bare") }],
    });
  });

  it("is an error where another API answers", () => {
    const { errors } = accumulate([{ choices: [{ delta: { content: "Hi" } }] }]);
    expect(errors[0]?.message).toContain("Chat Completions");
  });
});

describe("what a server leaves out or changes", () => {
  const item = message("Hi!");

  it.each([
    ["the announcement of an item", [text("Hi"), text("!"), done(item), completed(item)]],
    ["the deltas", [added(message("")), done(item), completed(item)]],
    ["everything but the last event", [completed(item)]],
    ["the end of the item, and the output", [added(message("")), text("Hi!"), completed()]],
    [
      "the place in the output",
      [
        { ...added(message("")), output_index: undefined },
        text("Hi!", { item_id: "msg_1" }),
        { ...done(item), output_index: undefined },
        completed(item),
      ],
    ],
    [
      "the index of the text",
      [added(message("")), text("Hi!", { output_index: 0 }), completed(item)],
    ],
    [
      "the ids, which change with every event",
      [
        added(message("", { id: "1" })),
        text("Hi!", { output_index: 0, item_id: "2" }),
        done({ ...item, id: "3" }),
        completed({ ...item, id: "4" }),
      ],
    ],
    [
      "the types of events",
      [
        added({ ...message(""), status: "in_progress" }),
        text("Hi!"),
        done(item),
        completed(item),
      ].map((frame) => Object.assign(frame, { type: undefined })),
    ],
    ["the last part of the text", [added(message("")), text("Hi"), completed(item)]],
    ["the list around a text", [whole({ type: "message", content: "Hi!" })]],
    ["the type of the item", [whole({ role: "assistant", content: [{ text: "Hi!" }] })]],
    ["the output, for a text beside it", [{ ...whole(), output_text: "Hi!" }]],
    ["the response in the last event", [text("Hi!"), { type: "response.completed" }]],
  ])("may be %s", (_what, frames) => {
    const result = accumulate(frames);
    expect([result.text, result.finishReason, result.errors]).toEqual(["Hi!", "stop", []]);
    expect(result.content).toHaveLength(1);
  });

  it("may be that all items stand in the same place", () => {
    const thought = {
      type: "reasoning",
      id: "rs",
      summary: [{ text: "Hm." }],
      encrypted_content: "e",
    };
    const delta = { type: "response.reasoning_summary_text.delta", output_index: 0, delta: "Hm." };
    const result = accumulate([
      added({ ...thought, summary: [] }),
      delta,
      added(message("")),
      text("Hi!"),
      done(thought),
      done(item),
      completed(thought, item),
    ]);
    expect([result.reasoning, result.text]).toEqual(["Hm.", "Hi!"]);
  });

  it("may be a frame that cannot be read, when the last event makes up for it", () => {
    expect(accumulate([added(message("")), text("Hi"), "nonsense", completed(item)])).toMatchObject(
      {
        text: "Hi!",
        errors: [],
        finishReason: "stop",
      },
    );
  });

  it("is told where nothing makes up for it", () => {
    const lost = accumulate([
      added(message("")),
      text("H"),
      7,
      text("!"),
      done(item),
      completed(item),
    ]);
    expect(lost).toMatchObject({ text: "H!", finishReason: "error" });
    expect(lost.errors).toHaveLength(1);
    expect(accumulate([text("H"), null, completed()]).finishReason).toBe("error");
  });

  it("is nothing of a second answer that follows half of a first one", () => {
    const created = { type: "response.created", response: { id: "r1", model: "m" } };
    const events = normalize([created, text("Hal"), created, text("Whole"), completed(item)]);
    expect(accumulateChatEvents(events)).toMatchObject({
      choices: [{ text: "Hal", finishReason: "interrupted" }],
      errors: [{ code: "stream-interrupted" }],
    });
  });

  it("is not minded before anything was said", () => {
    const created = { type: "response.created", response: { id: "r1", model: "m" } };
    const start = added(message(""));
    const result = accumulate([created, start, created, start, text("Hi!"), completed(item)]);
    expect([result.text, result.finishReason]).toEqual(["Hi!", "stop"]);
  });
});

describe("an event by itself, which nothing repeats,", () => {
  it.each([
    ["response.output_text.done", { text: "Hi" }, { text: "Hi" }],
    ["response.refusal.delta", { delta: "No" }, { refusal: "No" }],
    ["response.refusal.done", { refusal: "No" }, { refusal: "No" }],
    [
      "response.content_part.done",
      { part: { type: "output_text", text: "Hi" } },
      { text: "Hi", finishReason: "stop" },
    ],
    ["response.reasoning_summary_text.delta", { delta: "Hm" }, { reasoning: "Hm" }],
    ["response.reasoning_text.delta", { delta: "Hm" }, { reasoning: "Hm" }],
    ["response.reasoning_text.done", { text: "Hm" }, { reasoning: "Hm" }],
    [
      "response.reasoning_summary_part.done",
      { part: { type: "summary_text", text: "Hm" } },
      { reasoning: "Hm" },
    ],
    ["response.reasoning_summary.delta", { delta: "Hm" }, { reasoning: "Hm" }],
    ["response.reasoning.delta", { delta: "Hm" }, { reasoning: "Hm" }],
  ])("is read: %s", (type, fields, expected) => {
    const frame = { type, output_index: 0, ...fields };
    expect(accumulate([frame, completed()])).toMatchObject(expected);
  });

  it("may be a source or log probabilities of a text", () => {
    const annotation = { type: "url_citation", url: "https://a.example", title: "A" };
    const logprobs = [{ token: "Hi", logprob: -1 }];
    const frames = [
      { ...text("Hi"), logprobs },
      {
        type: "response.output_text.annotation.added",
        output_index: 0,
        content_index: 0,
        annotation,
      },
      completed(),
    ];
    expect(accumulate(frames)).toMatchObject({
      citations: [{ url: "https://a.example", title: "A" }],
      logprobs,
    });
  });

  it("may be the input of a custom tool, in pieces or whole", () => {
    const item = { type: "custom_tool_call", id: "ctc_1", call_id: "c", name: "sql" };
    const part = { type: "response.custom_tool_call_input.delta", output_index: 0 };
    const pieces = [
      { ...part, delta: 'a"' },
      { ...part, delta: "b" },
    ];
    const input = { type: "response.custom_tool_call_input.done", output_index: 0, input: 'a"b' };
    for (const frames of [pieces, [input], [...pieces, input]]) {
      const result = accumulate([added(item), ...frames, done(item), completed()]);
      expect(JSON.parse(result.toolCalls[0]?.arguments.replace(/"?$/, '"') ?? "")).toBe('a"b');
      expect(result.errors).toEqual([]);
    }
  });

  it("may name a call at the end of its arguments alone", () => {
    const { name, ...unnamed } = call;
    const end = {
      type: "response.function_call_arguments.done",
      output_index: 0,
      name,
      arguments: call.arguments,
    };
    const { toolCalls } = accumulate([added({ ...unnamed, arguments: "" }), end, completed()]);
    expect(toolCalls).toMatchObject([
      { id: "call_1", name: "now", arguments: call.arguments, isComplete: true },
    ]);
  });

  it.each([
    ["response.cancelled", { ...whole(), status: undefined }, "error"],
    ["response.done", whole(), "stop"],
  ])("may be the end of an answer: %s", (type, response, finishReason) => {
    expect(accumulate([text("Hi"), { type, response }])).toMatchObject({ finishReason });
  });

  it("may be an error or a ping, and nothing follows the answer of another API", () => {
    const events = normalize([
      { type: "ping" },
      { type: "error", message: "ups" },
      { choices: [{ delta: {} }] },
      text("Hi"),
    ]);
    expect(events).toMatchObject([
      { type: "ping" },
      { type: "error", error: { message: expect.stringContaining("ups") } },
      { type: "error" },
      { type: "finish", reason: "error" },
    ]);
  });
});

describe("a repetition that comes late", () => {
  const late = (type: string, fields: object) => ({ type, output_index: 0, ...fields });
  const thought = { type: "reasoning", summary: [{ type: "summary_text", text: "Hm" }] };
  const refused = { type: "message", content: [{ type: "refusal", refusal: "No" }] };
  const custom = { type: "custom_tool_call", id: "k", call_id: "k", name: "sql", input: "a" };

  it.each<[object, string, object]>([
    [message("Hi"), "response.output_text.done", { text: "Hi" }],
    [message("Hi"), "response.content_part.done", { part: { type: "output_text", text: "Hi" } }],
    [refused, "response.refusal.done", { refusal: "No" }],
    [thought, "response.reasoning_summary_text.done", { text: "Hm" }],
    [thought, "response.reasoning_text.done", { text: "Hm" }],
    [thought, "response.reasoning_summary_part.done", { part: { text: "Hm" } }],
    [call, "response.function_call_arguments.done", { arguments: call.arguments }],
    [custom, "response.custom_tool_call_input.done", { input: "a" }],
  ])("is no second item: %j", (item, type, fields) => {
    const once = accumulate([added(item), done(item), completed()]);
    expect(accumulate([added(item), done(item), late(type, fields), completed()])).toEqual(once);
  });
});

describe("items that are not whole at their end", () => {
  it("are what they were at their start too", () => {
    const { arguments: json, ...named } = call;
    const frames = [added(named), done({ type: call.type, arguments: json }), completed()];
    expect(accumulate(frames).toolCalls).toMatchObject([
      { id: "call_1", name: "now", echo: { data: { id: "fc_1", call_id: "call_1" } } },
    ]);
    const thought = { type: "reasoning", summary: [], encrypted_content: "enc" };
    const { content } = accumulate([added(thought), text("Hi", { output_index: 1 }), completed()]);
    expect(content.find(({ type }) => type === "reasoning")).toMatchObject({
      echo: { data: { encrypted_content: "enc" } },
    });
  });

  it("begin as soon as a name is there", () => {
    const { name, ...unnamed } = call;
    const end = { type: "response.function_call_arguments.done", output_index: 0, name };
    const frames = [
      added({ ...unnamed, arguments: "" }),
      { ...end, arguments: call.arguments },
      text("Hi", { output_index: 1 }),
      completed(),
    ];
    const types = normalize(frames).map(({ type }) => type);
    expect(types.indexOf("tool-call-start")).toBeLessThan(types.indexOf("text-delta"));
  });

  it("are a patch without its text at the start", () => {
    const operation = { type: "create_file", path: "a.md" };
    const item = { type: "apply_patch_call", id: "p", call_id: "c", operation };
    const delta = {
      type: "response.apply_patch_call_operation_diff.delta",
      output_index: 0,
      delta: "+a",
    };
    const { toolCalls } = accumulate([added(item), delta]);
    expect(toolCalls[0]?.arguments).toContain('"diff":"+a');
    expect(JSON.parse(`${toolCalls[0]?.arguments}"}}`)).toEqual({
      callId: "c",
      operation: { ...operation, diff: "+a" },
    });
  });
});

describe("parts of a summary", () => {
  it("are apart by a blank line, however many pieces each has", () => {
    const summary = (index: number, delta: string) => ({
      type: "response.reasoning_summary_text.delta",
      output_index: 0,
      summary_index: index,
      delta,
    });
    const frames = [
      summary(0, "A"),
      summary(0, "B"),
      summary(1, "C"),
      summary(1, "D"),
      completed(),
    ];
    expect(accumulate(frames).reasoning).toBe("AB\n\nCD");
  });
});

describe("the arguments of OpenAI's tools", () => {
  it("keep the names of the user's variables", () => {
    const action = { type: "exec", command: ["ls"], env: { my_var: "x" } };
    const item = { type: "local_shell_call", id: "l", call_id: "c", action };
    const { toolCalls } = accumulate([done(item), completed()]);
    expect(JSON.parse(toolCalls[0]?.arguments ?? "")).toEqual({ action });
  });

  it("have one action of a computer as a list, and are the vendor's own without an id", () => {
    const item = {
      type: "computer_call",
      id: "cu",
      action: { type: "click" },
      status: "completed",
    };
    const tools: ChatTool[] = [
      { type: "vendor", id: "openai.computer_use", name: "screen", args: {} },
    ];
    const { toolCalls } = accumulate([done({ ...item, call_id: "c" }), completed()], { tools });
    expect(toolCalls[0]?.name).toBe("screen");
    expect(JSON.parse(toolCalls[0]?.arguments ?? "")).toMatchObject({
      actions: [{ type: "click" }],
    });
    expect(accumulate([done(item), completed()], { tools })).toMatchObject({
      toolCalls: [],
      vendorBlocks: [{ toolResult: { name: "screen" } }],
    });
  });

  it("may wrap several calls under either name", () => {
    const uses = [{ recipient_name: "functions.now", parameters: {} }];
    const wrapper = { ...call, arguments: JSON.stringify({ tool_uses: uses }) };
    for (const name of ["parallel", "multi_tool_use.parallel"]) {
      const { toolCalls } = accumulate([done({ ...wrapper, name }), completed()], {
        tools: [{ type: "function", name: "now" }],
      });
      expect(toolCalls).toMatchObject([{ name: "now" }]);
    }
  });
});

describe("a source that is a file", () => {
  it("has its name as its title, and the words and the place that are cited", () => {
    const annotation = {
      type: "file_citation",
      file_id: "f",
      filename: "a.pdf",
      quote: "q",
      start_index: 1,
      end_index: 2,
    };
    const content = [{ type: "output_text", text: "Hi", annotations: [annotation] }];
    expect(accumulate([done({ type: "message", content }), completed()]).citations).toMatchObject([
      { title: "a.pdf", filename: "a.pdf", fileId: "f", content: "q", startIndex: 1, endIndex: 2 },
    ]);
  });
});

describe("a repetition that says otherwise", () => {
  const unreadable = 7;

  it.each([
    [
      "of a call",
      [added({ ...call, arguments: "" }), piece('{"a')],
      { ...call, arguments: '{"b":1}' },
    ],
    [
      "of a thought",
      [{ type: "response.reasoning_text.delta", output_index: 0, delta: "A" }],
      { type: "reasoning", summary: [{ type: "summary_text", text: "B" }] },
    ],
  ])("%s does not make up for a frame that cannot be read", (_what, frames, item) => {
    const { errors } = accumulate([...frames, unreadable, completed(item)]);
    expect(errors[0]?.message).toContain("not an object but number");
  });
});

describe("items without a place", () => {
  const first = { ...call, id: "fc_1", call_id: "c1", arguments: "" };
  const second = { ...call, id: "fc_2", call_id: "c2", arguments: "" };
  const open = (item: object) => ({ type: "response.output_item.added", item });
  const close = (item: object) => ({ type: "response.output_item.done", item });
  const callsOf = (frames: object[]) =>
    accumulate(frames).toolCalls.map(({ id, ...others }) => [id, others.arguments]);
  const expected = [
    ["c1", '{"a":1}'],
    ["c2", '{"a":2}'],
  ];

  it("are known by their ids, in whatever order they come", () => {
    const delta = (id: string, of: string) => ({
      type: "response.function_call_arguments.delta",
      item_id: id,
      delta: of,
    });
    const frames = [
      open(first),
      open(second),
      delta("fc_1", '{"a":1}'),
      delta("fc_2", '{"a":2}'),
      close({ ...second, arguments: '{"a":2}' }),
      close({ ...first, arguments: '{"a":1}' }),
      completed(),
    ];
    expect(callsOf(frames)).toEqual(expected);
    const inOrder = [
      open(first),
      open(second),
      close({ ...first, arguments: '{"a":1}' }),
      close({ ...second, arguments: '{"a":2}' }),
      completed(),
    ];
    expect(callsOf(inOrder)).toEqual(expected);
  });

  it("or of no id are known by their place", () => {
    const named = (name: string, json = "") => ({ type: "function_call", name, arguments: json });
    const frames = [
      added(named("a"), 0),
      added(named("b"), 1),
      done(named("a", '{"a":1}'), 0),
      done(named("b", '{"a":2}'), 1),
      completed(),
    ];
    expect(accumulate(frames).toolCalls.map((made) => [made.name, made.arguments])).toEqual([
      ["a", '{"a":1}'],
      ["b", '{"a":2}'],
    ]);
  });

  it.each([
    ["ids", {}],
    ["ids of their calls", { id: undefined }],
    ["ids alone", { call_id: undefined }],
  ])("are known by their %s in the repetition of the whole answer", (_what, changes) => {
    const frames = [
      open({ ...first, ...changes }),
      open({ ...second, ...changes }),
      completed(
        { ...second, ...changes, arguments: '{"a":2}' },
        { ...first, ...changes, arguments: '{"a":1}' },
      ),
    ];
    expect(callsOf(frames).map(([, json]) => json)).toEqual(['{"a":1}', '{"a":2}']);
  });
});

describe("the last event", () => {
  it("ends the stream, and has what the response says of itself", () => {
    const response = {
      ...whole(),
      prompt_cache_diagnostics: { a: 1 },
      conversation: { id: "c" },
    };
    const frames = [text("Hi"), { type: "response.completed", response }, text("!")];
    expect(accumulate(frames)).toMatchObject({
      text: "Hi",
      finishDetails: { prompt_cache_diagnostics: { a: 1 }, conversation: { id: "c" } },
    });
  });

  it("of a failure without a reason is an error of the server that may pass", () => {
    const { errors } = accumulate([{ type: "response.failed", response: {} }]);
    expect(errors).toMatchObject([{ code: "server", isRetryable: true }]);
  });
});

describe("items of OpenAI's tools", () => {
  it("without their picture are kept", () => {
    const item = { type: "image_generation_call", id: "i", status: "failed" };
    expect(accumulate([done(item), completed()]).vendorBlocks).toMatchObject([{ block: item }]);
  });

  it("have what a search for tools has found, by the id of the search", () => {
    const search = { type: "tool_search_call", id: "s", arguments: {}, execution: "server" };
    const found = { type: "tool_search_output", id: "o", tools: [{ name: "a" }] };
    const { vendorBlocks } = accumulate([done(search), done(found, 1), completed()]);
    expect(vendorBlocks[1]?.toolResult).toEqual({
      id: "s",
      name: "tool_search",
      result: { tools: [{ name: "a" }] },
      isError: false,
    });
  });
});

describe("other events", () => {
  it("are passed on where they say something, and nothing else", () => {
    const events = normalize([
      { type: "keepalive" },
      { type: "response.something_new", output_index: 4 },
      { type: "response.audio.delta", delta: "AQID" },
      { type: "response.audio.transcript.delta", delta: "hi" },
      completed(),
    ]);
    expect(events).toMatchObject([
      { type: "ping" },
      { type: "audio", data: "AQID" },
      { type: "audio", transcript: "hi" },
      { type: "response-metadata" },
      { type: "finish", reason: "stop" },
    ]);
  });

  it("are given as they came to who wants to see them", () => {
    const frames = [{ type: "keepalive" }, completed()];
    const raw = normalize(frames, undefined, false, true).filter(({ type }) => type === "raw");
    expect(raw).toEqual(frames.map((value) => ({ type: "raw", value })));
  });
});
