import {
  createInMemoryFetch,
  jsonResponse,
  type RecordedRequest,
  sseResponse,
} from "@cometapi/testing";
import { Settings } from "@llamaindex/core/global";
import { CallbackManager, type ChatMessage, tool } from "llamaindex";
import { expect, it } from "vitest";
import { z } from "zod";
import { z as z3 } from "zod/v3";
import { markFailure } from "../agents/agent-failure.ts";
import { type CometAPI, cometapi, type CometAPISettings } from "../index.ts";

const person = z.object({ name: z.string(), age: z.number() });
const ada = { name: "Ada", age: 36 };
const messages = [{ role: "user" as const, content: "Ada is 36." }];
const weather = tool({
  name: "get_weather",
  description: "Get the weather",
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => `Sunny in ${city}\n"17.3"`,
});

const time = { metadata: { name: "get_time", description: "Get the time" }, call: () => 9 };

type Call = [id: string, name: string, text: string];

function toolCalls(calls: readonly Call[]): object[] {
  return calls.map(([id, name, text], index) => ({
    index,
    id,
    type: "function",
    function: { name, arguments: text },
  }));
}

function answer(content: string, calls: readonly Call[] = [], finishReason = "stop"): Response {
  const message = { role: "assistant", content, tool_calls: toolCalls(calls) };
  return jsonResponse({ choices: [{ index: 0, message, finish_reason: finishReason }] });
}

function stream(...deltas: object[]): Response {
  const chunks = deltas.map((delta) => ({ choices: [{ index: 0, delta }] }));
  return sseResponse([...chunks, { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }]);
}

function script(
  replies: Parameters<typeof createInMemoryFetch>[0],
  settings: CometAPISettings = {},
): { llm: CometAPI; bodies: () => RecordedRequest["body"][] } {
  const { fetch, requests } = createInMemoryFetch(replies);
  const llm = cometapi({ apiKey: "k", fetch, maxRetries: 0, ...settings });
  return { llm, bodies: () => requests.map(({ body }) => body) };
}

it("runs every tool the model calls and tells their results", async () => {
  const calls: Call[] = [
    ["a", "get_weather", '{"city":"Lisbon"}'],
    ["b", "get_time", ""],
    ["c", "get_weather", '{"city":'],
    ["d", "no_such_tool", "{}"],
  ];
  const { llm } = script([answer("Let me see.", calls)]);
  const {
    newMessages,
    toolCalls: made,
    object,
  } = await llm.exec({ messages, tools: [weather, time] });
  expect(newMessages).toMatchObject([
    { role: "assistant", content: "Let me see.", options: { toolCall: { length: 4 } } },
    { content: 'Sunny in Lisbon\n"17.3"', options: { toolResult: { id: "a", isError: false } } },
    { content: "9", options: { toolResult: { id: "b", result: 9 } } },
    { content: expect.stringContaining('{"city":'), options: { toolResult: { isError: true } } },
    {
      content: expect.stringContaining("no_such_tool"),
      options: { toolResult: { isError: true } },
    },
  ]);
  expect(made).toMatchObject([
    { id: "a", input: { city: "Lisbon" } },
    { id: "b", input: {} },
    { id: "c", input: { rawInput: '{"city":' } },
    { id: "d", input: {} },
  ]);
  expect(object).toBeUndefined();
});

it("shows the model the picture that a tool returned", async () => {
  const image = { type: "image" as const, data: "QUJD", mimeType: "image/png" };
  const screenshot = {
    metadata: { name: "screenshot", description: "Shows the screen" },
    call: () => ({ content: [{ type: "text", text: "The screen:" }, image] }),
  };
  const { llm, bodies } = script([answer("", [["a", "screenshot", "{}"]]), answer("Blue.")]);
  const { newMessages } = await llm.exec({ messages, tools: [screenshot] });
  expect(newMessages[1]?.content).toEqual([{ type: "text", text: "The screen:" }, image]);
  await llm.chat({ messages: [...messages, ...newMessages] });
  expect(JSON.stringify(bodies()[1])).toContain("data:image/png;base64,QUJD");
});

it("reports tool calls and results to the callback manager", async () => {
  const manager = new CallbackManager();
  const log: string[] = [];
  manager.on("llm-tool-call", ({ detail }) => log.push(`call ${detail.toolCall.id}`));
  manager.on("llm-tool-result", ({ detail }) => log.push(`result ${detail.toolCall.id}`));
  const { llm } = script([answer("", [["a", "get_weather", '{"city":"Lisbon"}']])]);
  await Settings.withCallbackManager(manager, () => llm.exec({ messages, tools: [weather] }));
  expect(log).toEqual(["call a", "result a"]);
});

it("takes a structured answer by the vendor's own means", async () => {
  const { llm, bodies } = script([answer(JSON.stringify(ada))]);
  const {
    object,
    toolCalls: made,
    newMessages,
  } = await llm.exec({ messages, responseFormat: person });
  expect(object).toEqual(ada);
  expect(object?.age).toBe(36);
  expect(made).toEqual([]);
  expect(newMessages).toHaveLength(1);
  expect(bodies()[0]).toMatchObject({
    response_format: { type: "json_schema", json_schema: { strict: true } },
  });
});

it.each([
  ["the model does not follow the schema", answer("Ada is 36 years old.")],
  [
    "the vendor refuses the schema",
    jsonResponse({ error: { message: "Invalid schema for response_format" } }, { status: 400 }),
  ],
])("takes a structured answer by a forced tool when %s", async (_name, first) => {
  const { llm, bodies } = script([
    first,
    answer("", [["a", "format_output", JSON.stringify(ada)]]),
  ]);
  expect((await llm.exec({ messages, responseFormat: person })).object).toEqual(ada);
  expect(bodies()[1]).toMatchObject({
    tools: [{ function: { name: "format_output" } }],
    tool_choice: { type: "function", function: { name: "format_output" } },
  });
});

it("takes a structured answer in words when the vendor refuses the field", async () => {
  const refusal = { error: { message: "response_format is not supported" } };
  const { llm, bodies } = script([
    jsonResponse(refusal, { status: 400 }),
    answer(JSON.stringify(ada)),
  ]);
  expect((await llm.exec({ messages, responseFormat: person })).object).toEqual(ada);
  expect(bodies()[1]).toMatchObject({ messages: [{ role: "system" }, { role: "user" }] });
  expect(bodies()[1]).not.toHaveProperty("response_format");
});

it("asks a model that knows no schemas by a tool at once", async () => {
  const calls: Call[] = [["a", "format_output", JSON.stringify(ada)]];
  const { llm, bodies } = script([answer("", calls)], { model: "gpt-4" });
  expect((await llm.exec({ messages, responseFormat: person })).object).toEqual(ada);
  expect(bodies()).toHaveLength(1);
});

it.each([
  ["in a fence", `\`\`\`json\n${JSON.stringify(ada)}\n\`\`\``],
  ["within words", `Here: ${JSON.stringify(ada)}. Anything else?`],
  ["wrapped in another object", JSON.stringify({ response: ada })],
])("reads a structured answer %s, and does not pay for it twice", async (_name, text) => {
  const { llm, bodies } = script([answer(text)]);
  const { object, complaint } = await llm.exec({ messages, responseFormat: person });
  expect(object).toEqual(ada);
  expect(complaint).toBeUndefined();
  expect(bodies()).toHaveLength(1);
});

it("reads an answer in words of a model that refuses to be forced to a tool while it thinks", async () => {
  const { llm, bodies } = script([answer(JSON.stringify(ada))], { model: "deepseek-v4-pro" });
  const { object } = await llm.exec({ messages, responseFormat: person });
  expect(object).toEqual(ada);
  expect(bodies()).toMatchObject([{ tools: [{}] }]);
  expect(bodies()[0]).not.toMatchObject({ tool_choice: { type: "function" } });
});

it("asks in words where a model neither is held to a schema nor calls the tool", async () => {
  const replies = [answer("Ada is 36."), answer(JSON.stringify(ada))];
  const { llm, bodies } = script(replies, { model: "deepseek-v4-pro" });
  expect((await llm.exec({ messages, responseFormat: person })).object).toEqual(ada);
  expect(bodies()[1]).toMatchObject({ response_format: { type: "json_object" } });
});

it.each([
  ["zod 4", person, "age: Invalid input: expected number, received string"],
  [
    "zod 3",
    z3.object({ name: z3.string(), age: z3.number() }),
    "age: Expected number, received string",
  ],
])("tells what the schema complains of: %s", async (_name, responseFormat, complaint) => {
  const wrong = answer("", [["a", "format_output", '{"name":"Ada","age":"36"}']]);
  const { llm } = script([answer('{"name":"Ada","age":"36"}'), wrong]);
  const result = await llm.exec({ messages, responseFormat });
  expect(result).toMatchObject({ object: undefined, complaint });
  expect(result.newMessages.at(-1)?.content).toContain(complaint);
});

it("tells that a structured answer is none where it was cut off", async () => {
  const { llm, bodies } = script([answer('{"name":"Ada","a', [], "length")]);
  const result = await llm.exec({ messages, responseFormat: person });
  expect(result).toMatchObject({ complaint: "The answer is not JSON." });
  expect(bodies()).toHaveLength(1);
});

it.each([
  [{ type: "object" }, '{"a":1}', { a: 1 }],
  [{ type: "object" }, "See [1].", undefined],
  [{ type: "array" }, "So: [1]", [1]],
  [{ type: "array" }, '{"a":1}', undefined],
  [{ anyOf: [{ type: "object" }] }, '{"a":1}', { a: 1 }],
  [{ type: "string" }, '"Lisbon"', "Lisbon"],
  [{ type: "number" }, "7", 7],
  [{ type: "integer" }, "7", 7],
  [{ type: "integer" }, "7.5", undefined],
  [{ type: ["object", "null"] }, "null", null],
])("takes of the JSON Schema %j the answer %s as %j", async (responseFormat, text, object) => {
  const { llm } = script([answer(text), answer(text)]);
  expect((await llm.exec({ messages, responseFormat })).object).toEqual(object);
});

it.each([
  ["a list", z.array(person), [ada]],
  ["one of several kinds", z.union([person, z.object({ title: z.string() })]), ada],
  ["a text", z.string(), "Ada"],
  [
    "a list, in JSON Schema",
    { type: "array", items: { $ref: "#/$defs/x" }, $defs: { x: {} } },
    [1],
  ],
])("takes %s by a tool, whose parameters can only be an object", async (_name, format, object) => {
  const call: Call = ["a", "format_output", JSON.stringify({ answer: object })];
  const { llm, bodies } = script([answer("", [call]), answer("Done.")], { model: "gpt-4" });
  const responseFormat: object = format;
  const round = await llm.exec({ messages, responseFormat });
  expect(round).toMatchObject({ object, newMessages: [{}, { content: "The answer was given." }] });
  const [body] = bodies();
  expect(body).toMatchObject({
    tools: [{ function: { parameters: { type: "object", required: ["answer"] } } }],
  });
  const later = [...messages, ...round.newMessages];
  expect(await llm.exec({ messages: later, responseFormat })).toMatchObject({ object });
});

it("keeps the definitions of a schema where its references look for them", async () => {
  const responseFormat = { type: "array", items: { $ref: "#/$defs/x" }, $defs: { x: {} } };
  const { llm, bodies } = script([answer("[1]")], { model: "gpt-4" });
  await llm.exec({ messages, responseFormat });
  expect(bodies()[0]).toMatchObject({
    tools: [
      {
        function: {
          parameters: {
            properties: { answer: { type: "array", items: { $ref: "#/$defs/x" } } },
            $defs: { x: {} },
          },
        },
      },
    ],
  });
});

it.each([
  [{ type: "json_object" }, { type: "object" }],
  [
    {
      type: "json_schema",
      json_schema: { name: "person", schema: { type: "object", title: "P" } },
    },
    { type: "object", title: "P" },
  ],
])(
  "takes a response format as Chat Completions has it by a tool: %j",
  async (format, parameters) => {
    const calls: Call[] = [["a", "format_output", JSON.stringify(ada)]];
    const { llm, bodies } = script([answer("", calls)], { model: "gpt-4" });
    expect((await llm.exec({ messages, responseFormat: format })).object).toEqual(ada);
    expect(bodies()[0]).toMatchObject({ tools: [{ function: { parameters } }] });
  },
);

it("asks for nothing in particular where the response format is text", async () => {
  const { llm, bodies } = script([answer("Ada is 36.")], { model: "gpt-4" });
  const round = await llm.exec({ messages, responseFormat: { type: "text" } });
  expect(round).toMatchObject({ newMessages: [{ content: "Ada is 36." }], toolCalls: [] });
  expect(round.object).toBeUndefined();
  expect(bodies()[0]).not.toHaveProperty("tools");
});

it("has no object, and no error, when the structured answer does not fit", async () => {
  const wrong: Call[] = [["a", "format_output", '{"name":1}']];
  const { llm } = script([answer("nonsense"), answer("", wrong)]);
  const { object, newMessages } = await llm.exec({ messages, responseFormat: person });
  expect(object).toBeUndefined();
  expect(newMessages.at(-1)?.options?.toolResult?.isError).toBe(true);
});

it("lets the model finish in words once it has given the structured answer beside other tools", async () => {
  const { llm, bodies } = script([
    answer("", [["a", "get_weather", '{"city":"Lisbon"}']]),
    answer("", [["b", "format_output", JSON.stringify(ada)]]),
    answer("That was Ada."),
  ]);
  const history: ChatMessage[] = [...messages];
  const objects: unknown[] = [];
  for (;;) {
    const round = await llm.exec({ messages: history, tools: [weather], responseFormat: person });
    history.push(...round.newMessages);
    objects.push(round.object);
    if (round.toolCalls.length === 0) break;
  }
  expect(objects).toEqual([undefined, ada, ada]);
  expect(bodies()).toMatchObject([{ tool_choice: "required" }, { tool_choice: "required" }, {}]);
  expect(bodies()[2]).not.toHaveProperty("tool_choice");
  expect(bodies()[2]).toMatchObject({
    tools: [{ function: { name: "get_weather" } }, { function: { name: "format_output" } }],
  });
});

it("changes nothing of what it was given", async () => {
  const { llm } = script([answer("Hello"), answer("Hello"), answer("Hello"), answer("Hello")]);
  const params = { messages: [...messages], tools: [weather], responseFormat: person };
  const before = { ...params, messages: [...messages], tools: [weather] };
  await llm.exec(params);
  await llm.exec(params);
  expect(params).toEqual(before);
});

it("asks a lone assistant message as the user's, because vendors take it for a prefill", async () => {
  const { llm, bodies } = script([answer(JSON.stringify(ada))]);
  await llm.exec({
    messages: [{ role: "assistant", content: "Ada is 36." }],
    responseFormat: person,
  });
  expect(bodies()[0]).toMatchObject({ messages: [{ role: "user", content: "Ada is 36." }] });
});

it("tells an agent that wants a structured answer what failed, instead of ending its process", async () => {
  const failing = (): Response => jsonResponse({ error: { message: "no" } }, { status: 401 });
  const params = {
    messages: [{ role: "assistant" as const, content: "Ada is 36." }],
    responseFormat: person,
  };
  const { newMessages, object } = await script([failing]).llm.exec(params);
  expect(object).toBeUndefined();
  expect(newMessages).toMatchObject([{ options: { error: { status: 401 } } }]);
  const throwing = script([failing], { onAgentError: "throw" });
  await expect(throwing.llm.exec(params)).rejects.toMatchObject({ status: 401 });
  await expect(script([failing]).llm.exec({ ...params, messages })).rejects.toMatchObject({
    status: 401,
  });
});

it("takes the call's own way to report an agent's failure before the setting", async () => {
  const { llm } = script([jsonResponse({ error: { message: "no" } }, { status: 401 })], {
    onAgentError: "throw",
  });
  const { newMessages } = await llm.exec({
    messages: [{ role: "assistant", content: "Ada is 36." }],
    responseFormat: person,
    additionalChatOptions: { onAgentError: () => "Later." },
  });
  expect(newMessages).toMatchObject([{ content: expect.stringContaining("Later.") }]);
});

it("makes no object of an agent's failure, and no request for it", async () => {
  const { llm, bodies } = script([answer('{"name":"Invented","age":1}')]);
  const failed = `Let me see.${markFailure("You exceeded your quota", "Let me see.")}`;
  const round = await llm.exec({
    messages: [{ role: "assistant", content: failed }],
    responseFormat: person,
  });
  expect(round).toMatchObject({ newMessages: [{ content: failed }], toolCalls: [] });
  expect(round.object).toBeUndefined();
  expect(bodies()).toEqual([]);
});

it.each([
  ["wants no structured answer", {}],
  [
    "has a signal of its own",
    {
      responseFormat: person,
      additionalChatOptions: { signal: new AbortController().signal },
    },
  ],
])(
  "throws at a lone assistant message when the call %s: no agent's is like that",
  async (_name, more) => {
    const { llm } = script([jsonResponse({ error: { message: "no" } }, { status: 401 })]);
    const lone: ChatMessage[] = [{ role: "assistant", content: "Ada is" }];
    await expect(llm.exec({ messages: lone, ...more })).rejects.toMatchObject({ status: 401 });
  },
);

it("tells the logger of a call how its tools fared", async () => {
  const { llm } = script([
    answer("", [
      ["a", "get_weather", '{"city":"Lisbon"}'],
      ["b", "no_such_tool", "{}"],
    ]),
  ]);
  const lines: string[] = [];
  const log = (line: unknown): void => void lines.push(String(line));
  const logger = { log, warn: log, error: log };
  await llm.exec({ messages, tools: [weather], logger });
  expect(lines).toEqual([
    "Tool get_weather succeeded.",
    expect.stringMatching(/^Tool no_such_tool failed: .*There is no tool no_such_tool/),
  ]);
});

it("streams text and runs the tools called after it", async () => {
  const call = toolCalls([["a", "get_weather", '{"city":"Lisbon"}']]);
  const { llm } = script([
    stream({ reasoning_content: "Hm." }, { content: "Let me see." }, { tool_calls: call }),
  ]);
  const round = await llm.exec({ messages, tools: [weather], stream: true });
  expect(() => round.newMessages()).toThrow(/read to its end/);
  let text = "";
  for await (const chunk of round.stream) text += chunk.delta;
  expect(text).toBe("Let me see.");
  expect(round.toolCalls).toMatchObject([{ id: "a", input: { city: "Lisbon" } }]);
  expect(round.newMessages()).toMatchObject([
    { role: "assistant", content: "Let me see.", options: { thinking: "Hm." } },
    { role: "user", content: 'Sunny in Lisbon\n"17.3"' },
  ]);
});

it("streams reasoning as it comes, also before tool calls", async () => {
  const call = toolCalls([["a", "get_weather", '{"city":"Lisbon"}']]);
  const { llm } = script([stream({ reasoning_content: "Hm." }, { tool_calls: call })]);
  const round = await llm.exec({ messages, tools: [weather], stream: true });
  expect(round.toolCalls).toEqual([]);
  for await (const { options } of round.stream) {
    if (options?.thinking !== undefined) expect(round.toolCalls).toEqual([]);
  }
  expect(round.toolCalls).toHaveLength(1);
});

it("knows tool calls and object before the stream is read, when there is no text", async () => {
  const call = toolCalls([["a", "format_output", JSON.stringify(ada)]]);
  const { llm } = script([stream({ reasoning_content: "Hm." }, { tool_calls: call })]);
  const {
    toolCalls: made,
    object,
    newMessages,
    stream: rest,
  } = await llm.exec({
    messages,
    responseFormat: person,
    stream: true,
  });
  expect(made).toHaveLength(1);
  expect(object).toEqual(ada);
  expect(newMessages()).toHaveLength(2);
  const chunks: unknown[] = [];
  for await (const chunk of rest) chunks.push(chunk);
  expect(chunks).toMatchObject([{ options: { thinking: "Hm." } }, { options: { toolCall: {} } }]);
});
