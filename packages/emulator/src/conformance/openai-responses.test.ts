import { useEmulator } from "@cometapi/testing/emulated";
import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { drawPNG } from "../media/draw-png.ts";
import { apiKey, personSchema, personText, weatherParameters } from "../../test/samples.ts";

const emulator = useEmulator({ apiKey, seed: 1 });
const connect = (key = apiKey): OpenAI =>
  new OpenAI({ baseURL: `${emulator.url}/v1`, apiKey: key, maxRetries: 0 });

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

  it("says that it was blocked, streamed or not", async () => {
    emulator.on().reply({ text: "Half an ans", finish: "content-filter" });
    const blocked = {
      status: "incomplete",
      incomplete_details: { reason: "content_filter" },
      output: [{ status: "incomplete" }],
    };
    const request = { model: "gpt-4o", input: "x" };
    expect(await connect().responses.create(request)).toMatchObject(blocked);
    const events = [];
    for await (const event of await connect().responses.create({ ...request, stream: true })) {
      events.push(event);
    }
    expect(events.at(-1)).toMatchObject({ type: "response.incomplete", response: blocked });
  });

  it("looks at an image", async () => {
    const image = `data:image/png;base64,${drawPNG("a blue square").toString("base64")}`;
    const response = await connect().responses.create({
      model: "gpt-4o",
      input: [
        { role: "user", content: [{ type: "input_image", image_url: image, detail: "auto" }] },
      ],
    });
    expect(response.output_text).toContain("64 × 64 pixels large, a PNG");
  });
});
