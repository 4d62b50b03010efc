import { useEmulator } from "@cometapi/testing/emulated";
import { ApiError, FunctionCallingConfigMode, GoogleGenAI, type Content } from "@google/genai";
import { describe, expect, it } from "vitest";
import { drawPNG } from "../media/draw-png.ts";
import { toolCall } from "../scripting/reply.ts";
import { apiKey, personSchema, personText, weatherParameters } from "../../test/samples.ts";

const emulator = useEmulator({ apiKey, seed: 1 });
const connect = (key = apiKey, headers: Record<string, string> = {}): GoogleGenAI =>
  new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: emulator.url, headers } });
const model = "gemini-3-pro-preview";
const tools = [
  {
    functionDeclarations: [
      {
        name: "get_weather",
        description: "Current weather in a city",
        parametersJsonSchema: weatherParameters,
      },
    ],
  },
];

describe("the Google client", () => {
  it("generates", async () => {
    const response = await connect().models.generateContent({
      model,
      contents: "What is 6 times 7?",
    });
    expect(response.text).toBe("6 * 7 = 42");
    expect(response.modelVersion).toBe("gemini-3-pro-preview:emulator");
    expect(response.usageMetadata?.thoughtsTokenCount).toBeGreaterThan(0);
  });

  it("streams", async () => {
    const stream = await connect().models.generateContentStream({ model, contents: "Count to 9" });
    const pieces: string[] = [];
    for await (const chunk of stream) pieces.push(chunk.text ?? "");
    expect(pieces.join("")).toBe("1 2 3 4 5 6 7 8 9");
    expect(pieces.length).toBeGreaterThan(5);
  });

  it("streams one JSON array without alt=sse", async () => {
    const response = await fetch(`${emulator.url}/v1beta/models/${model}:streamGenerateContent`, {
      method: "POST",
      headers: { "x-goog-api-key": apiKey, "content-type": "application/json" },
      body: JSON.stringify({ contents: [{ parts: [{ text: "Count to 9" }] }] }),
    });
    const chunks: unknown = await response.json();
    expect(chunks).toHaveLength(10);
  });

  it("calls two functions at once, streamed, and uses their responses", async () => {
    const client = connect();
    const question: Content = {
      role: "user",
      parts: [{ text: "What is the weather in Oslo and in Lisbon?" }],
    };
    const stream = await client.models.generateContentStream({
      model,
      contents: [question],
      config: { tools },
    });
    const parts = [];
    for await (const chunk of stream) {
      parts.push(...(chunk.candidates?.[0]?.content?.parts ?? []));
    }
    const calls = parts.filter((part) => part.functionCall !== undefined);
    expect(calls.map((part) => part.functionCall?.args)).toEqual([
      { city: "Oslo" },
      { city: "Lisbon" },
    ]);
    const goOn = (callParts: typeof calls) =>
      client.models.generateContent({
        model,
        config: { tools },
        contents: [
          question,
          { role: "model", parts: callParts },
          {
            role: "user",
            parts: calls.map((_part, index) => ({
              functionResponse: {
                name: "get_weather",
                response: { output: `${index + 3} degrees` },
              },
            })),
          },
        ],
      });
    const answer = await goOn(calls);
    expect(answer.text).toContain("(Oslo): 3 degrees");
    expect(answer.text).toContain("(Lisbon): 4 degrees");
    const unsigned = calls.map(({ functionCall = {} }) => ({ functionCall }));
    await expect(goOn(unsigned)).rejects.toThrow("missing a thought_signature");
  });

  it.each([
    ["which a script wrote", true, {}],
    ["from a model told not to think", false, { thinkingBudget: 0 }],
    ["which a script wrote for such a model", true, { thinkingBudget: 0 }],
  ])("takes its own call back, %s", async (_case, isScripted, thinkingConfig) => {
    if (isScripted) {
      emulator
        .on("weather")
        .reply(toolCall("get_weather", { city: "Oslo" }))
        .reply("It is sunny in Oslo.");
    }
    const ask = (contents: Content[]) =>
      connect().models.generateContent({
        model: "gemini-3.5-flash",
        contents,
        config: { tools, thinkingConfig },
      });
    const question: Content = { role: "user", parts: [{ text: "What is the weather in Oslo?" }] };
    const called = (await ask([question])).candidates?.[0]?.content ?? {};
    expect(called.parts?.[0]).toMatchObject({
      functionCall: { args: { city: "Oslo" } },
      thoughtSignature: expect.any(String),
    });
    const functionResponse = { name: "get_weather", response: { output: "sunny" } };
    const answer = await ask([question, called, { role: "user", parts: [{ functionResponse }] }]);
    expect(answer.text).toContain("sunny");
  });

  it("calls a function it is told to call", async () => {
    const response = await connect().models.generateContent({
      model: "gemini-2.5-flash",
      contents: "Oslo, please.",
      config: {
        tools,
        toolConfig: {
          functionCallingConfig: {
            mode: FunctionCallingConfigMode.ANY,
            allowedFunctionNames: ["get_weather"],
          },
        },
      },
    });
    expect(response.functionCalls).toMatchObject([{ name: "get_weather", args: { city: "Oslo" } }]);
  });

  it("fills a schema", async () => {
    const response = await connect().models.generateContent({
      model,
      contents: personText,
      config: { responseMimeType: "application/json", responseJsonSchema: personSchema },
    });
    expect(JSON.parse(response.text ?? "")).toEqual({
      name: "Ada Lovelace",
      age: 36,
      city: "London",
    });
  });

  it("shows its thoughts when asked to", async () => {
    const response = await connect().models.generateContent({
      model,
      contents: "What is 6 times 7?",
      config: { thinkingConfig: { includeThoughts: true } },
    });
    const parts = response.candidates?.[0]?.content?.parts ?? [];
    expect(parts[0]).toMatchObject({ thought: true });
    expect(parts.at(-1)).toMatchObject({
      text: "6 * 7 = 42",
      thoughtSignature: expect.any(String),
    });
  });

  it("looks at an image, and draws one", async () => {
    const data = drawPNG("a green square").toString("base64");
    const seen = await connect().models.generateContent({
      model,
      contents: [
        {
          role: "user",
          parts: [{ inlineData: { mimeType: "image/png", data } }, { text: "Colour?" }],
        },
      ],
    });
    expect(seen.text).toContain("64 × 64 pixels large, a PNG");
    const drawn = await connect().models.generateContent({
      model: "gemini-2.5-flash-image",
      contents: "Draw a red square",
    });
    expect(Buffer.from(drawn.data ?? "", "base64").toString("latin1", 1, 4)).toBe("PNG");
  });

  it("throws an error that comes within a stream", async () => {
    const client = connect(apiKey, { "x-emulator-fault": "error-in-stream after=3" });
    const read = async () => {
      const stream = await client.models.generateContentStream({ model, contents: "Count to 9" });
      for await (const chunk of stream) void chunk;
    };
    await expect(read()).rejects.toThrow("broke off");
  });

  it("meets 400, 401, 404, 429 and 503 as its own class with the status", async () => {
    const ask = (client: GoogleGenAI, id = model, temperature = 1) =>
      client.models.generateContent({ model: id, contents: "x", config: { temperature } });
    const fails = async (answer: Promise<unknown>, status: number) => {
      const error: unknown = await answer.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({ status });
    };
    await fails(ask(connect(), model, 9), 400);
    await fails(ask(connect("sk-wrong-key-0")), 401);
    await fails(ask(connect(apiKey, { "x-emulator-fault": "404" })), 404);
    await fails(ask(connect(apiKey, { "x-emulator-fault": "429" })), 429);
    await fails(ask(connect(), "no-such"), 503);
  });
});
