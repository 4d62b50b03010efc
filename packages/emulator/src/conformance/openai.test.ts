import { CometAPI } from "cometapi";
import OpenAI, { toFile } from "openai";
import { describe, expect, it } from "vitest";
import { drawPNG } from "../media/draw-png.ts";
import {
  apiKey,
  personSchema,
  personText,
  useEmulator,
  weatherParameters,
} from "./use-emulator.ts";

const emulator = useEmulator();
const connect = (key = apiKey): OpenAI =>
  new OpenAI({ baseURL: `${emulator().url}/v1`, apiKey: key, maxRetries: 0 });
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
    expect(completion.choices[0]?.message.content).toMatch(/64 × 64 pixels.*red/u);
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

describe("the openai client on Responses", () => {
  const tool = {
    type: "function",
    name: "get_weather",
    description: "Current weather in a city",
    parameters: weatherParameters,
    strict: true,
  } satisfies OpenAI.Responses.FunctionTool;

  it("answers, and refers to earlier answers", async () => {
    const client = connect();
    const first = await client.responses.create({ model: "gpt-5.6-sol", input: "My name is Ada." });
    const second = await client.responses.create({
      model: "gpt-5.6-sol",
      previous_response_id: first.id,
      input: "What is my name?",
    });
    expect(second.output_text).toBe("Your name is Ada.");
  });

  it("streams", async () => {
    const stream = connect().responses.stream({ model: "gpt-4o", input: "Count to 12" });
    const types = new Set<string>();
    let text = "";
    for await (const event of stream) {
      types.add(event.type);
      if (event.type === "response.output_text.delta") text += event.delta;
    }
    expect(text).toBe("1 2 3 4 5 6 7 8 9 10 11 12");
    expect([...types]).toEqual([
      "response.created",
      "response.in_progress",
      "response.output_item.added",
      "response.content_part.added",
      "response.output_text.delta",
      "response.output_text.done",
      "response.content_part.done",
      "response.output_item.done",
      "response.completed",
    ]);
    expect((await stream.finalResponse()).output_text).toBe(text);
  });

  it("calls two tools at once, streamed, and uses their results", async () => {
    const client = connect();
    const question = { role: "user", content: "What is the weather in Oslo and Lisbon?" } as const;
    const asked = await client.responses
      .stream({ model: "gpt-4o", input: [question], tools: [tool] })
      .finalResponse();
    const calls = asked.output.filter((item) => item.type === "function_call");
    expect(calls.map((call) => call.arguments)).toEqual(['{"city":"Oslo"}', '{"city":"Lisbon"}']);
    const answer = await client.responses.create({
      model: "gpt-4o",
      tools: [tool],
      input: [
        question,
        ...calls.map(({ call_id, name, arguments: input }) => ({
          type: "function_call" as const,
          call_id,
          name,
          arguments: input,
        })),
        ...calls.map(({ call_id }, index) => ({
          type: "function_call_output" as const,
          call_id,
          output: `${index + 3} degrees`,
        })),
      ],
    });
    expect(answer.output_text).toContain("(Oslo): 3 degrees");
    expect(answer.output_text).toContain("(Lisbon): 4 degrees");
  });

  it("fills a schema and summarizes its reasoning", async () => {
    const response = await connect().responses.create({
      model: "gpt-5-mini",
      input: personText,
      reasoning: { effort: "low", summary: "auto" },
      include: ["reasoning.encrypted_content"],
      text: { format: { type: "json_schema", name: "person", strict: true, schema: personSchema } },
    });
    expect(JSON.parse(response.output_text)).toMatchObject({ name: "Ada Lovelace", age: 36 });
    expect(response.output[0]).toMatchObject({
      type: "reasoning",
      summary: [{ type: "summary_text", text: expect.stringContaining("The user asks") }],
      encrypted_content: expect.any(String),
    });
    expect(response.usage?.output_tokens_details.reasoning_tokens).toBeGreaterThan(0);
  });

  it("says that it was cut at the token limit", async () => {
    const response = await connect().responses.create({
      model: "gpt-4o",
      input: "Count to 100",
      max_output_tokens: 16,
    });
    expect(response).toMatchObject({
      status: "incomplete",
      incomplete_details: { reason: "max_output_tokens" },
    });
  });

  it("looks at an image", async () => {
    const image = `data:image/png;base64,${drawPNG("a blue square").toString("base64")}`;
    const response = await connect().responses.create({
      model: "gpt-4o",
      input: [
        { role: "user", content: [{ type: "input_image", image_url: image, detail: "auto" }] },
      ],
    });
    expect(response.output_text).toContain("blue");
  });
});

describe("the openai client on everything else", () => {
  it.each(["float", "base64"] as const)("embeds as %s", async (encoding_format) => {
    const { data, usage } = await connect().embeddings.create({
      model: "text-embedding-3-small",
      input: ["sea", "sea"],
      dimensions: 256,
      encoding_format,
    });
    const embedding: number[] | string = data[0]?.embedding ?? [];
    const vector =
      typeof embedding === "string"
        ? [...new Float32Array(new Uint8Array(Buffer.from(embedding, "base64")).buffer)]
        : embedding;
    expect(vector).toHaveLength(256);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect(usage.prompt_tokens).toBe(2);
  });

  it("decodes base64 embeddings of its own accord", async () => {
    const { data } = await connect().embeddings.create({
      model: "text-embedding-3-large",
      input: "sea",
    });
    expect(data[0]?.embedding).toHaveLength(3072);
  });

  it("draws an image, inline and by link", async () => {
    const inline = await connect().images.generate({
      model: "gpt-image-1",
      prompt: "a green hill",
    });
    expect(
      Buffer.from(inline.data?.[0]?.b64_json ?? "", "base64")
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    const linked = await connect().images.generate({
      model: "flux-schnell",
      prompt: "a green hill",
      response_format: "url",
    });
    const file = await fetch(linked.data?.[0]?.url ?? "");
    expect(file.headers.get("content-type")).toBe("image/png");
  });

  it("edits an image", async () => {
    const { data } = await connect().images.edit({
      model: "gpt-image-1",
      image: await toFile(drawPNG("a red square"), "red.png", { type: "image/png" }),
      prompt: "make it blue",
    });
    expect(data?.[0]?.b64_json).toBeTruthy();
  });

  it("speaks, and hears what was spoken", async () => {
    const speech = await connect().audio.speech.create({
      model: "tts-1",
      voice: "alloy",
      input: "The tide is high.",
      response_format: "wav",
    });
    const bytes = Buffer.from(await speech.arrayBuffer());
    expect(bytes.toString("latin1", 0, 4)).toBe("RIFF");
    const heard = await connect().audio.transcriptions.create({
      model: "whisper-1",
      file: await toFile(bytes, "speech.wav", { type: "audio/wav" }),
    });
    expect(heard.text).toBe("The tide is high.");
  });

  it("makes a video", async () => {
    const client = connect();
    const video = await client.videos.create({ model: "sora-2", prompt: "waves", seconds: "4" });
    expect(video.status).toBe("queued");
    const statuses = [
      (await client.videos.retrieve(video.id)).status,
      (await client.videos.retrieve(video.id)).status,
    ];
    expect(statuses).toEqual(["in_progress", "completed"]);
    const film = await client.videos.downloadContent(video.id);
    expect(Buffer.from(await film.arrayBuffer()).toString("latin1", 0, 12)).toMatch(
      /^RIFF.*AVI /su,
    );
  });

  it("lists models", async () => {
    const ids: string[] = [];
    for await (const model of connect().models.list()) ids.push(model.id);
    expect(ids).toContain("gpt-5-mini");
  });
});

describe("the openai client's typed errors", () => {
  const ask = (client: OpenAI, fault?: string) =>
    client.chat.completions.create(
      { model: "gpt-4o-mini", messages: [{ role: "user", content: "Say hello" }] },
      fault === undefined ? {} : { headers: { "x-emulator-fault": fault } },
    );

  it("meets 400, 401, 404, 429 and 503 as their own classes", async () => {
    const client = connect();
    const wrong = { model: "gpt-4o-mini", messages: [{ role: "user", content: "x" }] } as const;
    await expect(
      client.chat.completions.create({ ...wrong, messages: [...wrong.messages], temperature: 9 }),
    ).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    await expect(ask(connect("sk-wrong-key-0"))).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
    await expect(client.videos.retrieve("video_none")).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    await expect(ask(client, "429 retry-after=1")).rejects.toBeInstanceOf(OpenAI.RateLimitError);
    await expect(
      client.chat.completions.create({ ...wrong, messages: [...wrong.messages], model: "no-such" }),
    ).rejects.toMatchObject({ status: 503, code: "model_not_found" });
  });

  it("throws an error that comes within a stream", async () => {
    const stream = await connect().chat.completions.create(
      { model: "gpt-4o-mini", messages: [{ role: "user", content: "Count to 9" }], stream: true },
      { headers: { "x-emulator-fault": "error-in-stream after=4" } },
    );
    const read = async () => {
      for await (const chunk of stream) void chunk;
    };
    await expect(read()).rejects.toThrow("broke off");
  });
});

describe("the cometapi client", () => {
  const connectComet = (key = apiKey): CometAPI =>
    new CometAPI({ baseURL: `${emulator().url}/v1`, apiKey: key, maxRetries: 0 });

  it("chats, streams, responds and lists models", async () => {
    const client = connectComet();
    const messages = [{ role: "user" as const, content: "Count to 9" }];
    const completion = await client.chat.completions.create({ model: "gpt-5-mini", messages });
    expect(completion.choices[0]?.message.content).toBe("1 2 3 4 5 6 7 8 9");
    let text = "";
    for await (const chunk of await client.chat.completions.create({
      model: "claude-sonnet-4-6",
      messages,
      stream: true,
    })) {
      text += chunk.choices[0]?.delta?.content ?? "";
    }
    expect(text).toBe("1 2 3 4 5 6 7 8 9");
    const response = await client.responses.create({ model: "gpt-5.6-sol", input: "Count to 9" });
    expect(response.output_text).toBe("1 2 3 4 5 6 7 8 9");
    const models = await client.models.list();
    expect(models.data.length).toBeGreaterThan(100);
  });

  it("has its typed error for a wrong key", async () => {
    await expect(connectComet("sk-wrong-key-0").models.list()).rejects.toMatchObject({
      status: 401,
    });
  });
});
