import { useEmulator } from "@cometapi/testing/emulated";
import { toolCall } from "@cometapi/emulator";
import { LLMAgent } from "@llamaindex/core/agent";
import type { ChatMessage } from "@llamaindex/core/llms";
import { agent } from "@llamaindex/workflow";
import { ChatMemoryBuffer, createMemory, loadMemory, Settings, SimpleChatEngine } from "llamaindex";
import { beforeEach, describe, expect, it } from "vitest";
import {
  agentMemoryAdapter,
  CometAPI,
  type CometAPIChunk,
  type CometAPIMessageOptions,
  type CometAPIResponse,
  type CometAPISettings,
} from "./index.ts";

// Which parts of LlamaIndex keep the options of an answer, and which drop them: where none drops them
// any more, `stripped-options.ts` is superfluous.

type Message = ChatMessage<CometAPIMessageOptions>;

const emulator = useEmulator({ anyModel: true });

beforeEach(() => {
  emulator.reset();
  emulator
    .on()
    .reply({ ...toolCall("get_weather", {}), reasoning: "I must look." })
    .reply("Sunny.");
  Settings.llm = new CometAPI(createSettings());
});

function createSettings(): CometAPISettings {
  return {
    model: "claude-sonnet-4-5",
    api: "messages",
    apiKey: "k",
    baseURL: emulator.url,
    reasoningEffort: "low",
  };
}

type StreamingParams = Parameters<CometAPI["streamExec"]>[0];
type Params = Omit<StreamingParams, "stream"> & { stream?: false };

/** An LLM that writes down which options an earlier answer had when it came back. */
class Spy extends CometAPI {
  #told: string[] = [];

  constructor(settings: CometAPISettings = {}) {
    super({ ...createSettings(), ...settings });
  }

  told(): string[] {
    return this.#told;
  }

  override chat(params: StreamingParams): Promise<AsyncIterable<CometAPIChunk>>;
  override chat(params: Params): Promise<CometAPIResponse>;
  override chat(
    params: Params | StreamingParams,
  ): Promise<CometAPIResponse | AsyncIterable<CometAPIChunk>> {
    this.#told = Object.keys(optionsOf(params.messages) ?? {});
    return params.stream === true ? super.chat(params) : super.chat(params);
  }
}

const weather = {
  metadata: { name: "get_weather", description: "Weather", parameters: { type: "object" } },
  call: () => "17.3",
};

/** An answer with something that has to go back. */
async function ask(): Promise<Message> {
  const { message } = await new CometAPI(createSettings()).chat({
    messages: [{ role: "user", content: "Weather?" }],
    tools: [weather],
  });
  expect(message.options).toMatchObject({
    thinking: "I must look.",
    contentOutline: [{ echo: { api: "messages" } }, {}],
  });
  return message;
}

function optionsOf(messages: readonly Message[]): CometAPIMessageOptions | undefined {
  return messages.find(({ role }) => role === "assistant")?.options;
}

describe("options are kept", () => {
  it("by Memory, its snapshot, and what is loaded from that", async () => {
    const message = await ask();
    const memory = createMemory();
    await memory.add(message);
    const loaded = loadMemory(memory.snapshot());
    expect(optionsOf(await loaded.get())).toEqual(message.options);
    expect(optionsOf(await loaded.getLLM())).toEqual(message.options);
  });

  it("by Memory with our adapter, also those that an agent drops", async () => {
    const { options = {} } = await ask();
    const { thinking, contentOutline, toolCall: calls = [] } = options;
    const rebuilt = calls.map(({ id, name, input }) =>
      typeof input === "string" ? { id, name, input } : { id, name, input },
    );
    const memory = createMemory({ customAdapters: { cometapi: agentMemoryAdapter } });
    await memory.add({ role: "assistant", content: "", options: { toolCall: rebuilt } });
    const [kept] = await loadMemory(memory.snapshot()).get();
    expect(kept?.options).toEqual({ toolCall: calls, thinking, contentOutline });
  });

  it("by ChatMemoryBuffer", async () => {
    const message = await ask();
    const buffer = new ChatMemoryBuffer<CometAPIMessageOptions>({
      llm: new CometAPI(createSettings()),
    });
    await buffer.put(message);
    expect(optionsOf(await buffer.getMessages())).toEqual(message.options);
  });

  it("by SimpleChatEngine, when it does not stream", async () => {
    emulator.reset();
    emulator.on().reply({ text: "Sunny.", reasoning: "I know." });
    const llm = new Spy();
    const engine = new SimpleChatEngine({ llm });
    await engine.chat({ message: "Weather?" });
    await engine.chat({ message: "Really?" });
    expect(llm.told()).toContain("contentOutline");
  });

  it("by LLMAgent, when it does not stream", async () => {
    const llm = new Spy();
    await new LLMAgent({ llm, tools: [weather] }).chat({ message: "Weather?" });
    expect(llm.told()).toContain("contentOutline");
  });
});

describe("options are dropped", () => {
  it("by agent(), but for the id, name and input of calls", async () => {
    const llm = new Spy();
    await agent({ llm, tools: [weather] }).run("Weather?");
    expect(llm.told()).toEqual(["toolCall"]);
  });

  it("by LLMAgent, when it streams, but for calls", async () => {
    emulator.reset();
    emulator.on().reply(toolCall("get_weather", {})).reply("Sunny.");
    // What comes before a call makes it overlook the call.
    const llm = new Spy({ reasoningEffort: undefined });
    const older = new LLMAgent({ llm, tools: [weather] });
    for await (const _ of await older.chat({ message: "Weather?", stream: true }));
    expect(llm.told()).toEqual(["toolCall"]);
  });

  it("by SimpleChatEngine, when it streams: nothing of its answers has to go back", async () => {
    emulator.reset();
    emulator.on().reply({ text: "Sunny.", reasoning: "I know." });
    const llm = new Spy();
    const engine = new SimpleChatEngine({ llm });
    for await (const _ of await engine.chat({ message: "Weather?", stream: true }));
    await engine.chat({ message: "Really?" });
    expect(llm.told()).toEqual([]);
  });
});
