import { useEmulator } from "@cometapi/testing/emulated";
import Anthropic, {
  AuthenticationError,
  BadRequestError,
  NotFoundError,
  RateLimitError,
} from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { drawPNG } from "../media/draw-png.ts";
import { toolCall } from "../scripting/reply.ts";
import { apiKey, personSchema, personText, weatherParameters } from "../../test/samples.ts";

const emulator = useEmulator({ apiKey, seed: 1 });
const connect = (key = apiKey): Anthropic =>
  new Anthropic({ baseURL: emulator.url, apiKey: key, maxRetries: 0 });
const model = "claude-sonnet-4-6";
const weather = {
  name: "get_weather",
  description: "Current weather in a city",
  input_schema: weatherParameters,
} satisfies Anthropic.Tool;
const textOf = (message: Anthropic.Message): string =>
  message.content.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("");

describe("the Anthropic client", () => {
  it("chats", async () => {
    const message = await connect().messages.create({
      model,
      max_tokens: 200,
      system: "The harbour opens at six.",
      messages: [{ role: "user", content: "When does the harbour open?" }],
    });
    expect(textOf(message)).toBe("The harbour opens at six.");
    expect(message).toMatchObject({ stop_reason: "end_turn", role: "assistant", type: "message" });
  });

  it("streams", async () => {
    const stream = connect().messages.stream({
      model,
      max_tokens: 200,
      messages: [{ role: "user", content: "Count to 9" }],
    });
    const deltas: string[] = [];
    stream.on("text", (delta) => deltas.push(delta));
    expect(textOf(await stream.finalMessage())).toBe("1 2 3 4 5 6 7 8 9");
    expect(deltas).toHaveLength(9);
  });

  it("calls two tools at once, streamed, and uses their results", async () => {
    const client = connect();
    const messages: Anthropic.MessageParam[] = [
      { role: "user", content: "What is the weather in Oslo and in Lisbon?" },
    ];
    const asked = await client.messages
      .stream({ model, max_tokens: 300, tools: [weather], messages })
      .finalMessage();
    const calls = asked.content.filter((block) => block.type === "tool_use");
    expect(asked.stop_reason).toBe("tool_use");
    expect(calls.map((call) => call.input)).toEqual([{ city: "Oslo" }, { city: "Lisbon" }]);
    const answer = await client.messages.create({
      model,
      max_tokens: 300,
      tools: [weather],
      messages: [
        ...messages,
        { role: "assistant", content: asked.content },
        {
          role: "user",
          content: calls.map(({ id }, index) => ({
            type: "tool_result" as const,
            tool_use_id: id,
            content: `${index + 3} degrees`,
          })),
        },
      ],
    });
    expect(textOf(answer)).toContain("(Oslo): 3 degrees");
    expect(textOf(answer)).toContain("(Lisbon): 4 degrees");
  });

  it("thinks, signs its thoughts and takes them back unchanged only", async () => {
    const client = connect();
    const thinking = { type: "enabled", budget_tokens: 1024 } as const;
    const asked = await client.messages
      .stream({
        model,
        max_tokens: 2000,
        thinking,
        tools: [weather],
        messages: [{ role: "user", content: "What is the weather in Oslo?" }],
      })
      .finalMessage();
    const [thought, call] = asked.content;
    expect(thought).toMatchObject({ type: "thinking", signature: expect.stringMatching(/.{40}/u) });
    if (thought?.type !== "thinking" || call?.type !== "tool_use") throw new Error("no thought");
    const goOn = (content: Anthropic.ContentBlockParam[]) =>
      client.messages.create({
        model,
        max_tokens: 2000,
        thinking,
        tools: [weather],
        messages: [
          { role: "user", content: "What is the weather in Oslo?" },
          { role: "assistant", content },
          {
            role: "user",
            content: [{ type: "tool_result", tool_use_id: call.id, content: "3 degrees" }],
          },
        ],
      });
    expect(textOf(await goOn([thought, call]))).toContain("3 degrees");
    await expect(goOn([{ ...thought, thinking: "I forged this." }, call])).rejects.toThrow(
      "Invalid `signature` in `thinking` block",
    );
    await expect(goOn([call])).rejects.toThrow("Expected `thinking` or `redacted_thinking`");
  });

  it("takes back the call of a script, which comes with a thought when thinking is enabled", async () => {
    emulator
      .on("weather")
      .reply(toolCall("get_weather", { city: "Oslo" }))
      .reply("It is sunny in Oslo.");
    const ask = (messages: Anthropic.MessageParam[]) =>
      connect().messages.create({
        model,
        max_tokens: 2000,
        thinking: { type: "enabled", budget_tokens: 1024 },
        tools: [weather],
        messages,
      });
    const question = { role: "user", content: "What is the weather in Oslo?" } as const;
    const { content } = await ask([question]);
    expect(content.map((block) => block.type)).toEqual(["thinking", "tool_use"]);
    const [, call] = content;
    if (call?.type !== "tool_use") throw new Error("no call");
    const answer = await ask([
      question,
      { role: "assistant", content },
      {
        role: "user",
        content: [{ type: "tool_result", tool_use_id: call.id, content: "sunny" }],
      },
    ]);
    expect(textOf(answer)).toBe("It is sunny in Oslo.");
  });

  it("refuses the old way to think on new models", async () => {
    const ask = (thinking: Anthropic.ThinkingConfigParam) =>
      connect().messages.create({
        model: "claude-opus-5",
        max_tokens: 2000,
        thinking,
        messages: [{ role: "user", content: "What is 6 times 7?" }],
      });
    await expect(ask({ type: "enabled", budget_tokens: 1024 })).rejects.toThrow(
      "is not supported for this model",
    );
    expect((await ask({ type: "adaptive" })).content[0]).toMatchObject({ type: "thinking" });
  });

  it("fills a schema", async () => {
    const message = await connect().messages.create({
      model,
      max_tokens: 300,
      messages: [{ role: "user", content: personText }],
      output_config: { format: { type: "json_schema", schema: personSchema } },
    });
    expect(JSON.parse(textOf(message))).toEqual({ name: "Ada Lovelace", age: 36, city: "London" });
  });

  it("looks at an image", async () => {
    const message = await connect().messages.create({
      model,
      max_tokens: 300,
      messages: [
        {
          role: "user",
          content: [
            {
              type: "image",
              source: {
                type: "base64",
                media_type: "image/png",
                data: drawPNG("a yellow square").toString("base64"),
              },
            },
            { type: "text", text: "Which colour?" },
          ],
        },
      ],
    });
    expect(textOf(message)).toContain("64 × 64 pixels large, a PNG");
  });

  it("writes a marked prompt to the cache and reads it the second time", async () => {
    const ask = async () => {
      const { usage } = await connect().messages.create({
        model,
        max_tokens: 100,
        system: [
          { type: "text", text: "Tides turn. ".repeat(600), cache_control: { type: "ephemeral" } },
        ],
        messages: [{ role: "user", content: "Say hello" }],
      });
      return usage;
    };
    const first = await ask();
    const second = await ask();
    expect(first.cache_creation_input_tokens).toBeGreaterThan(1024);
    expect(first.cache_read_input_tokens).toBe(0);
    expect(second.cache_read_input_tokens).toBe(first.cache_creation_input_tokens);
    expect(second.input_tokens).toBe(first.input_tokens);
  });

  it("stops at a stop sequence and names it", async () => {
    const message = await connect().messages.create({
      model,
      max_tokens: 100,
      stop_sequences: [" 4"],
      messages: [{ role: "user", content: "Count to 9" }],
    });
    expect(message).toMatchObject({ stop_reason: "stop_sequence", stop_sequence: " 4" });
  });

  it("throws an error that comes within a stream", async () => {
    const stream = connect().messages.stream(
      { model, max_tokens: 99, messages: [{ role: "user", content: "Count to 9" }] },
      { headers: { "x-emulator-fault": "error-in-stream after=5" } },
    );
    await expect(stream.finalMessage()).rejects.toThrow("broke off");
  });

  it("meets 400, 401, 404, 429 and 503 as their own classes", async () => {
    const ask = (more: object, client = connect(), fault?: string) =>
      client.messages.create(
        { model, max_tokens: 10, messages: [{ role: "user", content: "x" }], ...more },
        fault === undefined ? {} : { headers: { "x-emulator-fault": fault } },
      );
    await expect(ask({ temperature: 3 })).rejects.toBeInstanceOf(BadRequestError);
    await expect(ask({ max_tokens: undefined })).rejects.toBeInstanceOf(BadRequestError);
    await expect(ask({}, connect("sk-wrong-key-0"))).rejects.toBeInstanceOf(AuthenticationError);
    await expect(ask({}, connect(), "404")).rejects.toBeInstanceOf(NotFoundError);
    await expect(ask({}, connect(), "429")).rejects.toBeInstanceOf(RateLimitError);
    await expect(ask({ model: "no-such" })).rejects.toMatchObject({ status: 503 });
  });
});
