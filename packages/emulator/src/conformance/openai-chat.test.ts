import { useEmulator } from "@cometapi/testing/emulated";
import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { drawPNG } from "../media/draw-png.ts";
import { apiKey, personSchema, personText, weatherParameters } from "../../test/samples.ts";

const emulator = useEmulator({ apiKey, seed: 1 });
const connect = (key = apiKey): OpenAI =>
  new OpenAI({ baseURL: `${emulator.url}/v1`, apiKey: key, maxRetries: 0 });
const weather = {
  type: "function",
  function: {
    name: "get_weather",
    description: "Current weather in a city",
    parameters: weatherParameters,
    strict: true,
  },
} satisfies OpenAI.ChatCompletionTool;

describe("the openai client on Chat Completions", () => {
  it("chats", async () => {
    const completion = await connect().chat.completions.create({
      model: "gpt-4o-mini",
      messages: [{ role: "user", content: "What is 6 times 7?" }],
    });
    expect(completion.choices[0]?.message.content).toBe("6 * 7 = 42");
    expect(completion.usage?.total_tokens).toBeGreaterThan(0);
  });

  it("streams, with usage", async () => {
    const runner = connect().chat.completions.stream({
      model: "gpt-4o-mini",
      messages: [{ role: "user", content: "Count to 20" }],
      stream_options: { include_usage: true },
    });
    const deltas: string[] = [];
    runner.on("content", (delta) => deltas.push(delta));
    const completion = await runner.finalChatCompletion();
    expect(deltas.length).toBeGreaterThan(10);
    expect(deltas.join("")).toBe(completion.choices[0]?.message.content);
    expect(completion.usage?.completion_tokens).toBe(20);
  });

  it("runs a tool loop with two tools at once", async () => {
    const cities: string[] = [];
    const runner = connect().chat.completions.runTools({
      model: "gpt-4o-mini",
      messages: [{ role: "user", content: "What is the weather in Oslo and in Lisbon?" }],
      tools: [
        {
          type: "function",
          function: {
            name: "get_weather",
            description: "Current weather in a city",
            parameters: weatherParameters,
            parse: JSON.parse,
            function: ({ city }: { city: string }) => {
              cities.push(city);
              return `${city}: ${city.length} degrees`;
            },
          },
        },
      ],
    });
    const text = await runner.finalContent();
    expect(cities.toSorted()).toEqual(["Lisbon", "Oslo"]);
    expect(text).toContain("Oslo: 4 degrees");
    expect(text).toContain("Lisbon: 6 degrees");
  });

  it("streams a tool loop", async () => {
    const runner = connect().chat.completions.runTools({
      model: "gpt-4o-mini",
      stream: true,
      messages: [{ role: "user", content: "What is the weather in Oslo?" }],
      tools: [
        {
          ...weather,
          function: { ...weather.function, parse: JSON.parse, function: () => "4 degrees" },
        },
      ],
    });
    expect(await runner.finalContent()).toContain("4 degrees");
  });

  it("fills a strict schema", async () => {
    const completion = await connect().chat.completions.create({
      model: "gpt-4o-mini",
      messages: [{ role: "user", content: personText }],
      response_format: {
        type: "json_schema",
        json_schema: { name: "person", strict: true, schema: personSchema },
      },
    });
    expect(JSON.parse(completion.choices[0]?.message.content ?? "")).toEqual({
      name: "Ada Lovelace",
      age: 36,
      city: "London",
    });
  });

  it("reasons first where asked to", async () => {
    const stream = await connect().chat.completions.create({
      model: "gpt-5-mini",
      reasoning_effort: "low",
      messages: [{ role: "user", content: "What is 6 times 7?" }],
      stream: true,
    });
    const kinds: string[] = [];
    for await (const chunk of stream) {
      const delta = chunk.choices[0]?.delta;
      if (delta && "reasoning_content" in delta) kinds.push("reasoning");
      else if (delta?.content) kinds.push("text");
    }
    expect(kinds[0]).toBe("reasoning");
    expect(kinds.at(-1)).toBe("text");
    expect(kinds.lastIndexOf("reasoning")).toBeLessThan(kinds.indexOf("text"));
  });

  it("looks at an image", async () => {
    const url = `data:image/png;base64,${drawPNG("a red square").toString("base64")}`;
    const completion = await connect().chat.completions.create({
      model: "gpt-4o",
      messages: [
        {
          role: "user",
          content: [
            { type: "text", text: "Which colour is this?" },
            { type: "image_url", image_url: { url } },
          ],
        },
      ],
    });
    expect(completion.choices[0]?.message.content).toContain("64 × 64 pixels large, a PNG");
  });

  it("cuts at the token limit", async () => {
    const completion = await connect().chat.completions.create({
      model: "gpt-4o-mini",
      max_completion_tokens: 5,
      messages: [{ role: "user", content: "Count to 100" }],
    });
    expect(completion.choices[0]).toMatchObject({
      finish_reason: "length",
      message: { content: "1 2 3 4 5" },
    });
    expect(completion.usage?.completion_tokens).toBe(5);
  });

  it("stops at a stop sequence", async () => {
    const completion = await connect().chat.completions.create({
      model: "gpt-4o-mini",
      stop: " 4",
      messages: [{ role: "user", content: "Count to 100" }],
    });
    expect(completion.choices[0]).toMatchObject({
      finish_reason: "stop",
      message: { content: "1 2 3" },
    });
  });

  it("reads long prompts from the cache the second time", async () => {
    const messages = [
      { role: "user", content: `Summarize. ${"Tides turn. ".repeat(600)}` },
    ] as const;
    const ask = async () =>
      (await connect().chat.completions.create({ model: "gpt-4o", messages: [...messages] })).usage;
    expect((await ask())?.prompt_tokens_details?.cached_tokens).toBe(0);
    expect((await ask())?.prompt_tokens_details?.cached_tokens).toBeGreaterThanOrEqual(1024);
  });
});
