import { useEmulator } from "@cometapi/testing/emulated";
import { InMemoryCache } from "@langchain/core/caches";
import {
  AIMessage,
  AIMessageChunk,
  type BaseMessage,
  HumanMessage,
  type StandardMessageStructure,
  SystemMessage,
  ToolMessage,
} from "@langchain/core/messages";
import { RunnableLambda } from "@langchain/core/runnables";
import { tool } from "@langchain/core/tools";
import { toJsonSchema } from "@langchain/core/utils/json_schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { ChatCometAPIOptions } from "./chat-settings.ts";
import { ChatCometAPI } from "./chat-model.ts";

const citySchema = z.object({ city: z.string().describe("Name of the city") });
const definition = { name: "get_weather", description: "Get the current weather in a city" };
const weather = tool(({ city }) => `Sunny in ${city}`, { ...definition, schema: citySchema });
const exchangeRate = tool(() => "0.0871", {
  name: "get_exchange_rate",
  description: "Get the exchange rate of a currency in euro",
  schema: z.object({ currency: z.string().describe("Code of the currency, e.g. NOK") }),
});
const question = "What is the weather in Lisbon?";
const twoQuestions =
  "What is the weather in Lisbon, and what is the exchange rate of the currency NOK?";
const weatherCall = { id: "call_1", name: "get_weather", args: { city: "Lisbon" } };
const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const pdf = "JVBERi0xLjQKJSVFT0YK";

describe("our equivalents of LangChain's standard integration tests, against the emulator", () => {
  const emulator = useEmulator();
  const create = (options: ChatCometAPIOptions = {}, id = "gpt-4o-mini"): ChatCometAPI =>
    new ChatCometAPI(id, { apiKey: "sk-any-key-1", baseURL: emulator.url, ...options });

  async function streamWhole(
    stream: Promise<AsyncIterable<AIMessageChunk>>,
  ): Promise<AIMessageChunk<StandardMessageStructure>> {
    let whole: AIMessageChunk<StandardMessageStructure> | undefined;
    for await (const chunk of await stream) {
      expect(chunk).toBeInstanceOf(AIMessageChunk);
      whole = whole === undefined ? chunk : whole.concat(chunk);
    }
    if (whole === undefined) throw new Error("Nothing was streamed.");
    return whole;
  }

  describe("text", () => {
    it("invoke: answers with an AI message that has text", async () => {
      const message = await create().invoke("Say hello");
      expect(message).toBeInstanceOf(AIMessage);
      expect(message.content).toBe("hello");
    });

    it("stream: yields chunks of text", async () => {
      expect((await streamWhole(create().stream("Say hello"))).text).toBe("hello");
    });

    it("batch: answers two prompts", async () => {
      const answers = await create().batch(["Say hello", "Say goodbye"]);
      expect(answers.map(({ text }) => text)).toEqual(["hello", "goodbye"]);
    });

    it("conversation: takes turns of both sides", async () => {
      const answer = await create().invoke([
        new HumanMessage("Hello"),
        new AIMessage("Hello!"),
        new HumanMessage("Say fine"),
      ]);
      expect(answer.text).toBe("fine");
    });

    it("double messages: takes two human messages in a row", async () => {
      const messages = [
        new SystemMessage("Be brief."),
        new HumanMessage("Hello"),
        new HumanMessage("Say fine"),
      ];
      expect((await create().invoke(messages)).text).toBe("fine");
    });

    it("stop sequence: ends the answer where the constructor says", async () => {
      expect(
        (await create({ stop: ["three"] }).invoke("Say one two three four")).text,
      ).not.toContain("three");
    });

    it("stream events: reports the model's tokens as callbacks do", async () => {
      const names: string[] = [];
      for await (const { event } of create().streamEvents("Say hello", { version: "v2" })) {
        names.push(event);
      }
      expect(names[0]).toBe("on_chat_model_start");
      expect(names).toContain("on_chat_model_stream");
      expect(names.at(-1)).toBe("on_chat_model_end");
    });
  });

  describe("usage", () => {
    function expectUsage(message: AIMessage<StandardMessageStructure>): void {
      const { usage_metadata: usage } = message;
      expect(usage?.input_tokens).toBeGreaterThan(0);
      expect(usage?.output_tokens).toBeGreaterThan(0);
      expect(usage?.total_tokens).toBe((usage?.input_tokens ?? 0) + (usage?.output_tokens ?? 0));
      const sum = (details: object = {}): number =>
        Object.values(details).reduce((left: number, right: number) => left + right, 0);
      expect(sum(usage?.input_token_details)).toBeLessThanOrEqual(usage?.input_tokens ?? 0);
      expect(sum(usage?.output_token_details)).toBeLessThanOrEqual(usage?.output_tokens ?? 0);
      expect(message.response_metadata["model"]).toBeTypeOf("string");
    }

    it("usage on invoke: is numbers, and names the model", async () => {
      expectUsage(await create().invoke("Say hello"));
    });

    it("usage in streaming: is the same when the chunks are joined", async () => {
      const streamed = await streamWhole(create().stream("Say hello"));
      expectUsage(streamed);
      const invoked = await create().invoke("Say hello");
      expect(streamed.usage_metadata).toEqual(invoked.usage_metadata);
    });

    it("usage details: count reasoning", async () => {
      const message: AIMessage<StandardMessageStructure> = await create({}, "gpt-5-mini").invoke(
        "What is 3 * 4?",
      );
      expect(message.usage_metadata?.output_token_details?.reasoning).toBeGreaterThan(0);
      expectUsage(message);
    });
  });

  describe("tool histories", () => {
    const result = new ToolMessage({ content: "Sunny, 17.3 degrees", tool_call_id: "call_1" });

    it("string content: a call and its result are understood", async () => {
      const messages = [
        new HumanMessage(question),
        new AIMessage({ content: "", tool_calls: [weatherCall] }),
        result,
      ];
      expect((await create().bindTools([weather]).invoke(messages)).text).toContain("17.3");
    });

    it("list content: a call in Anthropic's form and its result are understood", async () => {
      const messages = [
        new HumanMessage(question),
        new AIMessage({
          content: [
            { type: "text", text: "Let me look." },
            { type: "tool_use", id: "call_1", name: "get_weather", input: { city: "Lisbon" } },
          ],
          tool_calls: [weatherCall],
        }),
        result,
      ];
      expect((await create().bindTools([weather]).invoke(messages)).text).toContain("17.3");
    });

    it("few-shot examples: calls that were never made are understood", async () => {
      const messages = [
        new HumanMessage("What is the weather in Oslo?"),
        new AIMessage({ content: "", tool_calls: [{ ...weatherCall, args: { city: "Oslo" } }] }),
        new ToolMessage({ content: "Rain", tool_call_id: "call_1" }),
        new AIMessage("It rains in Oslo."),
        new HumanMessage(question),
      ];
      const { tool_calls } = await create().bindTools([weather]).invoke(messages);
      expect(tool_calls).toMatchObject([{ name: "get_weather", args: { city: "Lisbon" } }]);
    });

    it.each(["invoked", "streamed"])("round trip: an %s call goes back as it came", async (how) => {
      const model = create().bindTools([weather]);
      const call: BaseMessage =
        how === "invoked"
          ? await model.invoke(question)
          : await streamWhole(model.stream(question));
      if (!AIMessage.isInstance(call)) throw new Error("There is no AI message.");
      const id = call.tool_calls?.[0]?.id ?? "";
      expect(id).not.toBe("");
      const answer = await model.invoke([
        new HumanMessage(question),
        call,
        new ToolMessage({ content: "Sunny, 17.3 degrees", tool_call_id: id }),
      ]);
      expect(answer.text).toContain("17.3");
    });

    it("parallel calls: both results are understood", async () => {
      const messages = [
        new HumanMessage(twoQuestions),
        new AIMessage({
          content: "",
          tool_calls: [
            weatherCall,
            { id: "call_2", name: "get_exchange_rate", args: { currency: "NOK" } },
          ],
        }),
        result,
        new ToolMessage({ content: "0.0871", tool_call_id: "call_2" }),
      ];
      const answer = await create().bindTools([weather, exchangeRate]).invoke(messages);
      expect(answer.text).toContain("17.3");
      expect(answer.text).toContain("0.0871");
    });
  });

  describe("structured output", () => {
    const prompt = "Extract the city from: it is warm in Lisbon";

    async function optionsOf(run: (callbacks: object[]) => Promise<unknown>): Promise<unknown> {
      let options: unknown;
      await run([
        {
          handleChatModelStart: (
            _model: unknown,
            _messages: unknown,
            _id: unknown,
            _parent: unknown,
            extra: { options?: unknown },
          ) => {
            options = extra.options;
          },
        },
      ]);
      return options;
    }

    it("withStructuredOutput: gives the object, and traces name the method and the schema", async () => {
      const model = create().withStructuredOutput(citySchema);
      const options = await optionsOf(async (callbacks) => {
        expect(await model.invoke(prompt, { callbacks })).toEqual({ city: "Lisbon" });
      });
      expect(options).toMatchObject({
        ls_structured_output_format: {
          kwargs: { method: "functionCalling" },
          schema: toJsonSchema(citySchema),
        },
      });
    });

    it.each<[string, ChatCometAPIOptions]>([
      ["claude-sonnet-4-5", { reasoningEffort: "medium" }],
      ["claude-sonnet-4-5", { reasoningEffort: "medium", api: "chat" }],
      ["deepseek-reasoner", {}],
    ])("of %s, which cannot be made to call while it thinks, by %j", async (id, options) => {
      const model = create(options, id).withStructuredOutput(citySchema);
      expect(await model.invoke(prompt)).toEqual({ city: "Lisbon" });
    });

    it("with includeRaw: gives the message and the object", async () => {
      const model = create().withStructuredOutput(citySchema, { includeRaw: true });
      const options = await optionsOf(async (callbacks) => {
        const { raw, parsed } = await model.invoke(prompt, { callbacks });
        expect(raw).toBeInstanceOf(AIMessage);
        expect(parsed).toEqual({ city: "Lisbon" });
      });
      expect(options).toMatchObject({
        ls_structured_output_format: {
          kwargs: { method: "functionCalling" },
          schema: toJsonSchema(citySchema),
        },
      });
    });

    it("complex schema: a record of unknown values can be asked for", async () => {
      const schema = z.object({ user: z.string(), properties: z.record(z.string(), z.unknown()) });
      const value = await create()
        .withStructuredOutput(schema)
        .invoke("Extract the user: Ada likes blue.");
      expect(schema.safeParse(value).success).toBe(true);
    });
  });

  describe("tools", () => {
    it.each([
      ["structured tools", weather],
      [
        "OpenAI-format tools",
        { type: "function", function: { ...definition, parameters: toJsonSchema(citySchema) } },
      ],
      [
        "runnables as tools",
        RunnableLambda.from(({ city }: { city: string }) => city).asTool({
          ...definition,
          schema: citySchema,
        }),
      ],
      ["structured tool parameters", { ...definition, schema: citySchema }],
    ])("%s: are called with arguments of their schema", async (_kind, given) => {
      const { tool_calls } = await create().bindTools([given]).invoke(question);
      expect(tool_calls).toMatchObject([{ name: "get_weather", args: { city: "Lisbon" } }]);
    });

    it("stream: a call comes with its arguments, and usage", async () => {
      const whole = await streamWhole(create().bindTools([weather]).stream(question));
      expect(whole.tool_calls).toMatchObject([{ name: "get_weather", args: { city: "Lisbon" } }]);
      expect(whole.tool_call_chunks).toHaveLength(1);
      expect(whole.usage_metadata?.total_tokens).toBeGreaterThan(0);
    });

    it("parallel calls: are made at once, whole and streamed", async () => {
      const model = create().bindTools([weather, exchangeRate]);
      const calls = [
        { name: "get_weather", args: { city: "Lisbon" } },
        { name: "get_exchange_rate", args: { currency: "NOK" } },
      ];
      expect((await model.invoke(twoQuestions)).tool_calls).toMatchObject(calls);
      expect((await streamWhole(model.stream(twoQuestions))).tool_calls).toMatchObject(calls);
    });
  });

  describe("cache", () => {
    it("complex messages: are found again, under the key of a call without options", async () => {
      const keys: string[] = [];
      const cache = new InMemoryCache();
      const lookup = cache.lookup.bind(cache);
      cache.lookup = (prompt, key) => {
        keys.push(key);
        return lookup(prompt, key);
      };
      const model = create({ cache });
      const messages = [new HumanMessage([{ type: "text", text: "Say hello" }])];
      const first = await model.invoke(messages);
      const before = emulator.requests.length;
      const second = await model.invoke(messages);
      expect(emulator.requests.length).toBe(before);
      expect(second.content).toEqual(first.content);
      // oxlint-disable-next-line no-underscore-dangle -- LangChain's name
      const key = model._getSerializedCacheKeyParametersForCall({});
      expect(keys).toEqual([key, key]);
    });
  });

  describe("content blocks", () => {
    const imageURL = (url: string): object => ({ type: "image_url", image_url: { url } });
    const file = (fields: object): object => ({ type: "file", file: fields });
    it.each([
      [
        "text",
        { type: "text", source_type: "text", text: "Say hello" },
        { type: "text", text: "Say hello" },
      ],
      [
        "image url",
        { type: "image", source_type: "url", url: "https://example.com/a.png" },
        imageURL("https://example.com/a.png"),
      ],
      [
        "image base64",
        { type: "image", source_type: "base64", data: png, mime_type: "image/png" },
        imageURL(`data:image/png;base64,${png}`),
      ],
      [
        "image data URL",
        { type: "image", source_type: "url", url: `data:image/png;base64,${png}` },
        imageURL(`data:image/png;base64,${png}`),
      ],
      [
        "audio",
        { type: "audio", source_type: "base64", data: "UklGRg==", mime_type: "audio/wav" },
        { type: "input_audio", input_audio: { data: "UklGRg==", format: "wav" } },
      ],
      [
        "file base64",
        {
          type: "file",
          source_type: "base64",
          data: pdf,
          mime_type: "application/pdf",
          metadata: { filename: "a.pdf" },
        },
        file({ filename: "a.pdf", file_data: `data:application/pdf;base64,${pdf}` }),
      ],
      [
        "file data URL",
        { type: "file", source_type: "url", url: `data:application/pdf;base64,${pdf}` },
        file({ file_data: `data:application/pdf;base64,${pdf}` }),
      ],
      [
        "file url",
        { type: "file", source_type: "url", url: "https://example.com/a.pdf" },
        file({ file_data: "https://example.com/a.pdf" }),
      ],
      [
        "file text",
        { type: "file", source_type: "text", text: "The lighthouse was built in 1871." },
        { type: "text", text: "The lighthouse was built in 1871." },
      ],
    ])("%s: reaches the model", async (_kind, block, sent) => {
      const message = new HumanMessage([{ type: "text", text: "What is this?" }, block]);
      const answer = await create({ api: "chat" }, "gemini-2.5-flash").invoke([message]);
      expect(answer.text).not.toBe("");
      expect(emulator.requests.at(-1)?.body).toMatchObject({
        messages: [{ role: "user", content: [{ type: "text", text: "What is this?" }, sent] }],
      });
    });
  });
});
