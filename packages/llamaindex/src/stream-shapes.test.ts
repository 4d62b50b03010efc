import { useEmulator } from "@cometapi/testing/emulated";
import { agent, agentStreamEvent } from "@llamaindex/workflow";
import { beforeEach, describe, expect, it } from "vitest";
import {
  type CometAPI,
  CometAPIError,
  type CometAPIMessageOptions,
  cometapi,
  type CometAPISettings,
  readChunkOptions,
} from "./index.ts";

// The 19 answers of ordinary gateways on which @llamaindex/openai was tried, where 12 crash it or lose
// data, and two more.

interface Shape {
  /** Chunks of a stream, or the one body that came instead. */
  chunks: unknown[];
  /** What stands between the chunks. Default: the bare event stream. */
  isJSON?: boolean;
  hasNoEnd?: boolean;
  text?: string;
  thinking?: string;
  toolCall?: NonNullable<CometAPIMessageOptions["toolCall"]>;
  /** Code of the error a caller meets. */
  error?: string;
  /** With what arguments an agent ran its tools. Default: those of `toolCall`. */
  runs?: unknown[];
}

const lisbon = { id: "call_1", name: "get_weather", input: { city: "Lisbon" } };
const oslo = { id: "call_2", name: "get_weather", input: { city: "Oslo" } };

const shapes: Record<string, Shape> = {
  text: {
    chunks: [delta({ content: "Hello " }), delta({ content: "world" }), finish("stop")],
    text: "Hello world",
  },
  "keep-alive comments": {
    chunks: [": ping", delta({ content: "Hello" }), ": ping", ": ping", finish("stop")],
    text: "Hello",
  },
  "a usage chunk without choices": {
    chunks: [
      delta({ content: "Hello" }),
      finish("stop"),
      { choices: [], usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 } },
    ],
    text: "Hello",
  },
  "reasoning before the text": {
    chunks: [
      delta({ reasoning_content: "Let me " }),
      delta({ reasoning_content: "think." }),
      delta({ content: "Hello" }),
      finish("stop"),
    ],
    thinking: "Let me think.",
    text: "Hello",
  },
  "one tool call": {
    chunks: [
      toolDelta([0, "call_1", "get_weather", ""]),
      toolDelta([0, undefined, undefined, '{"city":']),
      toolDelta([0, undefined, undefined, '"Lisbon"}']),
      finish("tool_calls"),
    ],
    toolCall: [lisbon],
  },
  "two tool calls, one after the other": {
    chunks: [
      toolDelta([0, "call_1", "get_weather", '{"city":']),
      toolDelta([0, undefined, undefined, '"Lisbon"}']),
      toolDelta([1, "call_2", "get_weather", '{"city":']),
      toolDelta([1, undefined, undefined, '"Oslo"}']),
      finish("tool_calls"),
    ],
    toolCall: [lisbon, oslo],
  },
  "two tool calls in one delta": {
    chunks: [
      toolDelta(
        [0, "call_1", "get_weather", '{"city":"Lisbon"}'],
        [1, "call_2", "get_weather", '{"city":"Oslo"}'],
      ),
      finish("tool_calls"),
    ],
    toolCall: [lisbon, oslo],
  },
  "two tool calls in turns, told apart by index": {
    chunks: [
      toolDelta([0, "call_1", "get_weather", ""]),
      toolDelta([1, "call_2", "get_weather", ""]),
      toolDelta([0, undefined, undefined, '{"city":']),
      toolDelta([1, undefined, undefined, '{"city":']),
      toolDelta([0, undefined, undefined, '"Lisbon"}']),
      toolDelta([1, undefined, undefined, '"Oslo"}']),
      finish("tool_calls"),
    ],
    toolCall: [lisbon, oslo],
  },
  "the id repeated on each fragment": {
    chunks: [
      toolDelta([0, "call_1", "get_weather", '{"city":']),
      toolDelta([0, "call_1", undefined, '"Lisbon"}']),
      finish("tool_calls"),
    ],
    toolCall: [lisbon],
  },
  "an empty id": {
    chunks: [toolDelta([0, "", "get_weather", '{"city":"Lisbon"}']), finish("tool_calls")],
    toolCall: [{ ...lisbon, id: expect.stringMatching(/./) }],
  },
  "a tool without arguments, which are an empty text": {
    chunks: [toolDelta([0, "call_1", "get_time", ""]), finish("tool_calls")],
    toolCall: [{ id: "call_1", name: "get_time", input: {} }],
  },
  "arguments cut off by the token limit": {
    chunks: [toolDelta([0, "call_1", "get_weather", '{"city":"Lis']), finish("length")],
    toolCall: [{ ...lisbon, input: '{"city":"Lis' }],
    runs: [],
  },
  "an empty list of tool calls": {
    chunks: [delta({ content: "Hello", tool_calls: [] }), finish("stop")],
    text: "Hello",
  },
  "a last chunk whose delta is null": {
    chunks: [
      delta({ content: "Hello" }),
      { choices: [{ index: 0, delta: null, finish_reason: "stop" }] },
    ],
    text: "Hello",
  },
  "a tool name split over two deltas": {
    chunks: [
      toolDelta([0, "call_1", "get_", ""]),
      toolDelta([0, undefined, "weather", ""]),
      toolDelta([0, undefined, undefined, '{"city":"Lisbon"}']),
      finish("tool_calls"),
    ],
    toolCall: [lisbon],
  },
  "an answer without choices": {
    isJSON: true,
    chunks: [{ id: "x", object: "chat.completion", choices: [] }],
    error: "invalid-response",
  },
  "an error under status 200": {
    isJSON: true,
    chunks: [{ error: { message: "upstream exploded", type: "invalid_request_error" } }],
    error: expect.stringMatching(/./),
  },
  "a refusal": {
    chunks: [delta({ refusal: "I cannot help with that." }), finish("stop")],
    text: "I cannot help with that.",
  },
  "an error in the middle": {
    chunks: [delta({ content: "Hello" }), { error: { message: "upstream exploded" } }],
    text: "Hello",
    error: expect.stringMatching(/./),
  },
  "a tool call whose connection is lost": {
    hasNoEnd: true,
    chunks: [toolDelta([0, "call_1", "get_weather", '{"city":"Lisbon"}'])],
    error: "stream-interrupted",
    runs: [],
  },
  "arguments that are no JSON": {
    chunks: [toolDelta([0, "call_1", "get_weather", "Lisbon"]), finish("tool_calls")],
    toolCall: [{ ...lisbon, input: "Lisbon" }],
    runs: [{ rawInput: "Lisbon" }],
  },
};

const emulator = useEmulator();

let runs: unknown[] = [];
beforeEach(() => {
  runs = [];
  emulator.reset();
});

/** Answers the next request with the shape, and the one after a tool has run with `Done.` */
function serve({ chunks, isJSON = false, hasNoEnd = false }: Shape): void {
  const type = isJSON ? "application/json" : "text/event-stream";
  const frames = chunks.map((chunk) =>
    typeof chunk === "string" ? chunk : `data: ${JSON.stringify(chunk)}`,
  );
  const lines = [...frames, ...(hasNoEnd ? [] : ["data: [DONE]"]), ""];
  const body = isJSON ? JSON.stringify(chunks[0]) : lines.join("\n\n");
  const response = new Response(body, { headers: { "content-type": type } });
  emulator.on().reply(response).reply("Done.");
}

const tools = ["get_weather", "get_time"].map((name) => ({
  metadata: { name, description: "A tool", parameters: { type: "object" } },
  call: (input: unknown) => {
    runs.push(input);
    return "17.3 degrees";
  },
}));

function create(settings: CometAPISettings = {}): CometAPI {
  return cometapi({ apiKey: "k", baseURL: emulator.url, maxRetries: 0, ...settings });
}

describe.each(Object.entries(shapes))("%s", (_name, shape) => {
  it("is told right by a streamed chat", async () => {
    serve(shape);
    const told = { text: "", thinking: "", toolCall: new Map<string, unknown>(), error: "" };
    const llm = create({ onAgentError: "throw" });
    try {
      const messages = [{ role: "user" as const, content: "Weather?" }];
      for await (const chunk of await llm.chat({ stream: true, messages, tools })) {
        told.text += chunk.delta;
        told.thinking += chunk.options?.thinking ?? "";
        for (const call of chunk.options?.toolCall ?? []) told.toolCall.set(call.id, call);
      }
    } catch (error) {
      told.error = codeOf(error);
    }
    const { text = "", thinking = "", toolCall = [], error = "" } = shape;
    expect(told).toMatchObject({ text, thinking, error });
    if (error === "") expect([...told.toolCall.values()]).toEqual(toolCall);
  });

  it("is got over by an agent", async () => {
    serve(shape);
    const llm = create();
    const errors: unknown[] = [];
    let result: unknown;
    const events = agent({ llm, tools }).runStream("Weather?");
    for await (const event of events) {
      if (agentStreamEvent.include(event)) {
        const { raw, response } = event.data;
        result = response;
        const error = readChunkOptions(raw)?.error;
        if (CometAPIError.isInstance(error)) errors.push(error.code);
      }
    }
    const { toolCall = [], text = "", error } = shape;
    const expectedRuns = shape.runs ?? toolCall.map(({ input }) => input);
    expect(runs).toEqual(expectedRuns);
    if (expectedRuns.length > 0) expect(result).toBe("Done.");
    else expect(result).toContain(text);
    if (error === undefined && shape.runs?.length !== 0) expect(errors).toEqual([]);
    else expect(errors).toEqual([error ?? "invalid-response"]);
  });
});

it.each(Object.entries(shapes).filter(([, { isJSON }]) => isJSON))(
  "%s is told right by a chat that is not streamed",
  async (_name, shape) => {
    serve(shape);
    const messages = [{ role: "user" as const, content: "Weather?" }];
    const failure = create().chat({ messages, tools });
    await expect(failure).rejects.toMatchObject({ name: "CometAPIError", code: shape.error });
  },
);

function delta(content: object): unknown {
  return { id: "x", choices: [{ index: 0, delta: content, finish_reason: null }] };
}

type Fragment = [index: number, id: string | undefined, name: string | undefined, text: string];

function toolDelta(...fragments: Fragment[]): unknown {
  return delta({
    tool_calls: fragments.map(([index, id, name, text]) => ({
      index,
      id,
      type: "function",
      function: { name, arguments: text },
    })),
  });
}

function finish(reason: string): unknown {
  return { id: "x", choices: [{ index: 0, delta: {}, finish_reason: reason }] };
}

function codeOf(error: unknown): string {
  return CometAPIError.isInstance(error) ? error.code : String(error);
}
