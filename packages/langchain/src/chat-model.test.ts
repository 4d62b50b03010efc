import { CometAPIError } from "@cometapi/core";
import { createInMemoryFetch } from "@cometapi/testing";
import { AIMessage, AIMessageChunk, HumanMessage } from "@langchain/core/messages";
import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { tool } from "@langchain/core/tools";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  bodyOf,
  completionOf,
  createScriptedModel,
  failureOf,
  streamOf,
} from "../test/scripted-model.ts";
import { ChatCometAPI } from "./chat-model.ts";

const usage = {
  prompt_tokens: 12,
  completion_tokens: 7,
  total_tokens: 19,
  prompt_tokens_details: { cached_tokens: 4 },
  completion_tokens_details: { reasoning_tokens: 3 },
  cost: 0.0021,
};
const usageMetadata = {
  input_tokens: 12,
  output_tokens: 7,
  total_tokens: 19,
  input_token_details: { cache_read: 4 },
  output_token_details: { reasoning: 3 },
  total_cost: 0.0021,
};
const weather = tool(({ city }) => `Sunny in ${city}`, {
  name: "get_weather",
  description: "Says what the weather is",
  schema: z.object({ city: z.string() }),
});

describe("invoke", () => {
  it("answers with text, usage, served model, finish reason and cost", async () => {
    const { model } = createScriptedModel([completionOf({ content: "Hello" }, { usage })]);
    const message = await model.invoke("Hi");
    expect(message).toBeInstanceOf(AIMessage);
    expect(message.text).toBe("Hello");
    expect(message.id).toBe("chatcmpl-1");
    expect(message.usage_metadata).toEqual(usageMetadata);
    expect(message.response_metadata).toMatchObject({
      model_provider: "cometapi",
      model: "gpt-4o-mini-2024-07-18",
      model_name: "gpt-4o-mini-2024-07-18",
      finish_reason: "stop",
      cost: 0.0021,
    });
  });

  it("sends the settings, and the options of the call over them", async () => {
    const { model, requests } = createScriptedModel([completionOf({ content: "" })], {
      temperature: 0.2,
      maxTokens: 100,
      topP: 0.9,
      stop: ["END"],
      seed: 7,
      user: "ada",
      extraBody: { vendor_option: true },
    });
    await model.invoke("Hi", { temperature: 0.7, stop: ["STOP"] });
    expect(bodyOf(requests[0])).toMatchObject({
      model: "gpt-4o-mini",
      messages: [{ role: "user", content: "Hi" }],
      temperature: 0.7,
      max_tokens: 100,
      top_p: 0.9,
      stop: ["STOP"],
      seed: 7,
      user: "ada",
      vendor_option: true,
    });
  });

  it("adds a call's extraBody to the settings', objects member by member", async () => {
    const { model, requests } = createScriptedModel([completionOf({ content: "Hi" })], {
      extraBody: { route: "fast", search: { region: "eu", depth: 1 } },
    });
    await model.invoke("Hi", { extraBody: { tag: "a", search: { depth: 2 } } });
    expect(bodyOf(requests[0])).toMatchObject({
      route: "fast",
      tag: "a",
      search: { region: "eu", depth: 2 },
    });
  });

  it.each([
    ["functions", "tools"],
    ["function_call", "tool_choice"],
  ])("refuses the former name %s, and says that it is %s", async (former, name) => {
    const { model, requests } = createScriptedModel([]);
    const options: object = { [former]: [{ name: "f", parameters: {} }] };
    const error = await failureOf(model.invoke("Hi", options));
    expect(error).toMatchObject({
      code: "invalid-argument",
      message: `\`${former}\` of a call is a former name: use \`${name}\`, or \`bindTools\`.`,
    });
    expect(requests).toEqual([]);
  });

  it("shows its parameters under the names that LangSmith reads", () => {
    const model = new ChatCometAPI("gpt-5", {
      maxTokens: 5,
      topP: 0.5,
      n: 2,
      reasoningEffort: "low",
    });
    const options = { stop: ["END"], tool_choice: "any", parallel_tool_calls: false };
    expect(model.invocationParams(options)).toEqual({
      model: "gpt-5",
      max_tokens: 5,
      top_p: 0.5,
      n: 2,
      reasoning_effort: "low",
      stop: ["END"],
      tool_choice: "any",
      parallel_tool_calls: false,
    });
  });

  it("returns tool calls parsed, and separately those that must not be run", async () => {
    const call = (id: string, args: string): object => ({
      id,
      type: "function",
      function: { name: "get_weather", arguments: args },
    });
    const { model, requests } = createScriptedModel([
      completionOf(
        {
          content: null,
          tool_calls: [call("1", '{"city":"Oslo"}'), call("2", ""), call("3", "[1]")],
        },
        { finishReason: "tool_calls" },
      ),
    ]);
    const message = await model.bindTools([weather]).invoke("Weather?");
    expect(message.tool_calls).toEqual([
      { type: "tool_call", id: "1", name: "get_weather", args: { city: "Oslo" } },
      { type: "tool_call", id: "2", name: "get_weather", args: {} },
    ]);
    expect(message.invalid_tool_calls).toMatchObject([{ id: "3", args: "[1]" }]);
    expect(message.additional_kwargs).toEqual({});
    expect(bodyOf(requests[0])["tools"]).toMatchObject([
      { type: "function", function: { name: "get_weather", parameters: { required: ["city"] } } },
    ]);
  });

  it("warns of options that a model refuses and blocks that could not be sent", async () => {
    const { fetch } = createInMemoryFetch([completionOf({ content: "Hello" })]);
    const model = new ChatCometAPI("gpt-5-mini", {
      api: "chat",
      apiKey: "sk-any-key-1",
      temperature: 0.5,
      fetch,
    });
    const search = { type: "server_tool_call", id: "s1", name: "web_search", args: {} } as const;
    const { response_metadata } = await model.invoke([
      new AIMessage({ contentBlocks: [{ type: "text", text: "Found it." }, search] }),
      new HumanMessage("Hi"),
    ]);
    expect(response_metadata["warnings"]).toEqual([
      expect.objectContaining({ option: "messages", action: "dropped" }),
      expect.objectContaining({ option: "temperature", action: "dropped" }),
    ]);
  });

  it("gives every choice as a generation", async () => {
    const body = await completionOf({ content: "a" }).json();
    body.choices.push({ index: 1, message: { content: "b" }, finish_reason: "length" });
    const { model } = createScriptedModel([Response.json(body)], { n: 2 });
    const { generations } = await model.generate([[new HumanMessage("Hi")]]);
    expect(generations[0]?.map(({ text }) => text)).toEqual(["a", "b"]);
    expect(generations[0]?.[1]?.generationInfo).toMatchObject({ finish_reason: "length" });
  });

  it("adds up the tokens of a batch", async () => {
    const { model } = createScriptedModel([
      completionOf({ content: "a" }, { usage }),
      completionOf({ content: "b" }, { usage }),
    ]);
    const result = await model.generate([[new HumanMessage("1")], [new HumanMessage("2")]]);
    expect(result.llmOutput).toEqual({
      tokenUsage: { promptTokens: 24, completionTokens: 14, totalTokens: 38 },
    });
  });

  it("streams inside with `streaming: true`, and gives the same answer", async () => {
    const { model, requests } = createScriptedModel(
      [streamOf([{ content: "Hel" }, { content: "lo" }], { usage, splitEvery: 150 })],
      { streaming: true },
    );
    const tokens: string[] = [];
    const message = await model.invoke("Hi", {
      callbacks: [{ handleLLMNewToken: (token: string) => void tokens.push(token) }],
    });
    expect(bodyOf(requests[0])).toMatchObject({ stream: true });
    expect(message.text).toBe("Hello");
    expect(message.usage_metadata).toEqual(usageMetadata);
    expect(tokens.join("")).toBe("Hello");
  });

  it("fails without a model id, naming the argument", () => {
    const create = (): ChatCometAPI => new ChatCometAPI({ model: " " });
    expect(create).toThrow("model id is missing");
  });

  it("fails at the first call, not before, when there is no key", async () => {
    const model = new ChatCometAPI("gpt-4o-mini");
    const error = await failureOf(model.invoke("Hi"));
    expect(CometAPIError.isInstance(error) && error.code).toBe("missing-api-key");
    expect(error).toMatchObject({ lc_error_code: "MODEL_AUTHENTICATION" });
  });
});

describe("stream", () => {
  async function collect(model: ChatCometAPI): Promise<AIMessageChunk[]> {
    const chunks: AIMessageChunk[] = [];
    for await (const chunk of await model.stream("Hi")) chunks.push(chunk);
    return chunks;
  }

  it("yields chunks that join to the whole answer, with usage and served model once", async () => {
    const { model } = createScriptedModel([
      streamOf([{ reasoning_content: "Hm" }, { content: "Hel" }, { content: "lo" }], {
        usage,
        splitEvery: 120,
      }),
    ]);
    const chunks = await collect(model);
    expect(chunks.every((chunk) => chunk instanceof AIMessageChunk)).toBe(true);
    expect(chunks.filter(({ usage_metadata }) => usage_metadata !== undefined)).toHaveLength(1);
    const whole = chunks.reduce((left, right) => left.concat(right));
    expect(whole).toMatchObject({
      id: "chatcmpl-1",
      content: "Hello",
      additional_kwargs: { reasoning_content: "Hm" },
      usage_metadata: usageMetadata,
      response_metadata: {
        model_provider: "cometapi",
        model: "gpt-4o-mini-2024-07-18",
        model_name: "gpt-4o-mini-2024-07-18",
        finish_reason: "stop",
        cost: 0.0021,
      },
    });
  });

  it("folds the deltas of one network read into one chunk, and ends with a chunk of its own", async () => {
    const { model } = createScriptedModel([
      streamOf([{ content: "a" }, { content: "b" }, { content: "c" }], { usage }),
    ]);
    expect((await collect(model)).map(({ content }) => content)).toEqual(["abc", ""]);
  });

  it("does not stream when streaming is turned off", async () => {
    for (const off of [{ streaming: false }, { disableStreaming: true }]) {
      const { model, requests } = createScriptedModel([completionOf({ content: "Hello" })], off);
      expect((await collect(model)).map(({ text }) => text)).toEqual(["Hello"]);
      expect(bodyOf(requests[0])["stream"]).not.toBe(true);
    }
  });

  it("closes the connection when the reader leaves early", async () => {
    let isClosed = false;
    const { model } = createScriptedModel([
      streamOf([{ content: "a" }], { staysOpen: true, onCancel: () => (isClosed = true) }),
    ]);
    for await (const chunk of await model.stream("Hi")) {
      expect(chunk.text).toBe("a");
      break;
    }
    await expect.poll(() => isClosed).toBe(true);
  });
});

describe("chains", () => {
  it("carry text from prompt to parser, whole and in pieces", async () => {
    const { model, requests } = createScriptedModel([
      completionOf({ content: "Blue." }),
      streamOf([{ content: "Bl" }, { content: "ue." }], { splitEvery: 120 }),
    ]);
    const chain = ChatPromptTemplate.fromMessages([
      ["system", "Answer in {language}."],
      ["human", "{question}"],
    ])
      .pipe(model)
      .pipe(new StringOutputParser());
    const input = { language: "English", question: "What colour is the sky?" };
    expect(await chain.invoke(input)).toBe("Blue.");
    const pieces: string[] = [];
    for await (const piece of await chain.stream(input)) pieces.push(piece);
    expect(pieces.join("")).toBe("Blue.");
    expect(bodyOf(requests[0])["messages"]).toEqual([
      { role: "system", content: "Answer in English." },
      { role: "user", content: "What colour is the sky?" },
    ]);
  });
});
