import { useEmulator } from "@cometapi/testing/emulated";
import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenAI, type Content, type Part } from "@google/genai";
import OpenAI from "openai";
import { beforeEach, describe, expect, it } from "vitest";
import { toolCall } from "../scripting/reply.ts";
import { apiKey, weatherParameters } from "../../test/samples.ts";

// Three steps, two calls and the answer, with everything the model said sent back as it came.
const emulator = useEmulator({ apiKey, seed: 1 });
const question = "Is it warmer in Oslo than in Lisbon?";
const answered = "Lisbon is warmer.";

beforeEach(() => {
  emulator
    .on("warmer")
    .reply(toolCall("get_weather", { city: "Oslo" }))
    .reply(toolCall("get_weather", { city: "Lisbon" }))
    .reply(answered);
});

it("lets a conversation go on at another API, which knows nothing of the thoughts of the first", async () => {
  const claude = new Anthropic({ baseURL: emulator.url, apiKey, maxRetries: 0 });
  const { content } = await claude.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 4000,
    thinking: { type: "enabled", budget_tokens: 1024 },
    tools: [{ name: "get_weather", input_schema: weatherParameters }],
    messages: [{ role: "user", content: question }],
  });
  const call = content.find((block) => block.type === "tool_use");
  const openai = new OpenAI({ baseURL: `${emulator.url}/v1`, apiKey, maxRetries: 0 });
  const { output } = await openai.responses.create({
    model: "gpt-5-mini",
    input: [
      { role: "user", content: question },
      { type: "function_call", call_id: call?.id ?? "", name: "get_weather", arguments: "{}" },
      { type: "function_call_output", call_id: call?.id ?? "", output: "20 degrees" },
    ],
  });
  expect(output).toContainEqual(expect.objectContaining({ type: "function_call" }));
});

describe("Claude on Messages", () => {
  const tools = [{ name: "get_weather", input_schema: weatherParameters }];
  type Keep = (content: Anthropic.ContentBlock[]) => Anthropic.ContentBlockParam[];

  async function run(
    model: string,
    thinking: Anthropic.ThinkingConfigParam,
    keep: Keep = (content) => content,
  ): Promise<Anthropic.ContentBlock[]> {
    const client = new Anthropic({ baseURL: emulator.url, apiKey, maxRetries: 0 });
    const messages: Anthropic.MessageParam[] = [{ role: "user", content: question }];
    for (;;) {
      const { content } = await client.messages
        .stream({ model, max_tokens: 4000, thinking, tools, messages })
        .finalMessage();
      const results = content.flatMap((block) =>
        block.type === "tool_use"
          ? [{ type: "tool_result" as const, tool_use_id: block.id, content: "20 degrees" }]
          : [],
      );
      if (results.length === 0) return content;
      messages.push({ role: "assistant", content: keep(content) });
      messages.push({ role: "user", content: results });
    }
  }

  const kinds = [
    ["claude-sonnet-4-5", { type: "enabled", budget_tokens: 1024 }],
    ["claude-opus-5", { type: "adaptive" }],
  ] as const;

  it.each(kinds)("comes through with %s and thinking %j", async (model, thinking) => {
    expect((await run(model, thinking)).at(-1)).toMatchObject({ type: "text", text: answered });
    expect(emulator.requests).toHaveLength(3);
  });

  it.each(kinds)("fails with %s and thinking %j when thoughts are left out", async (model, how) => {
    const withoutThoughts: Keep = (content) => content.filter((block) => block.type !== "thinking");
    await expect(run(model, how, withoutThoughts)).rejects.toThrow(
      /Expected `thinking` or `redacted_thinking`|cannot be modified/u,
    );
  });

  it.each(kinds)("fails with %s and thinking %j when a thought was changed", async (model, how) => {
    const changed: Keep = (content) =>
      content.map((block) => (block.type === "thinking" ? { ...block, thinking: "Hm." } : block));
    await expect(run(model, how, changed)).rejects.toThrow("Invalid `signature`");
  });
});

describe("GPT and the o-series on Responses", () => {
  const tools = [
    { type: "function", name: "get_weather", parameters: weatherParameters, strict: true },
  ] satisfies OpenAI.Responses.FunctionTool[];
  type Input = OpenAI.Responses.ResponseInputItem[];

  /** What a program does that sends back what it was given. */
  function sendBack(output: readonly OpenAI.Responses.ResponseOutputItem[]): Input {
    return output.flatMap((item) => {
      const { type } = item;
      return type === "reasoning" || type === "message" || type === "function_call" ? [item] : [];
    });
  }

  async function run(
    model: string,
    store: boolean,
    keep: (output: Input) => Input = (output) => output,
  ): Promise<string> {
    const client = new OpenAI({ baseURL: `${emulator.url}/v1`, apiKey, maxRetries: 0 });
    const input: Input = [{ role: "user", content: question }];
    for (;;) {
      const response = await client.responses
        .stream({ model, input, tools, store, include: ["reasoning.encrypted_content"] })
        .finalResponse();
      const calls = response.output.filter((item) => item.type === "function_call");
      if (calls.length === 0) return response.output_text;
      input.push(...keep(sendBack(response.output)));
      for (const { call_id } of calls) {
        input.push({ type: "function_call_output", call_id, output: "20 degrees" });
      }
    }
  }

  const without = (output: Input, type: string): Input =>
    output.filter((item) => item.type !== type);
  const kinds = [
    ["gpt-5.6-sol", true],
    ["gpt-5.6-sol", false],
    ["o3-pro", true],
    ["o3-pro", false],
  ] as const;

  it.each(kinds)("comes through with %s and store %j", async (model, store) => {
    expect(await run(model, store)).toBe(answered);
    expect(emulator.requests).toHaveLength(3);
  });

  it.each(kinds)("fails with %s and store %j without reasoning", async (model, store) => {
    await expect(run(model, store, (output) => without(output, "reasoning"))).rejects.toThrow(
      /^400 Item 'fc_\w+' of type 'function_call' was provided without its required 'reasoning' item: 'rs_\w+'\./u,
    );
  });

  it("fails when reasoning that was not stored comes back by its id alone", async () => {
    const emptied = (output: Input): Input =>
      output.map((item) =>
        item.type === "reasoning" ? { ...item, encrypted_content: null } : item,
      );
    expect(await run("gpt-5.6-sol", true, emptied)).toBe(answered);
    emulator.reset();
    emulator.on("warmer").reply(toolCall("get_weather"));
    await expect(run("gpt-5.6-sol", false, emptied)).rejects.toThrow(
      /^404 Item with id 'rs_\w+' not found\. Items are not persisted when `store` is set to false/u,
    );
  });

  it("fails when encrypted reasoning was changed", async () => {
    const changed = (output: Input): Input =>
      output.map((item) =>
        item.type === "reasoning" ? { ...item, encrypted_content: "gAAAAABmade-up" } : item,
      );
    await expect(run("gpt-5.6-sol", false, changed)).rejects.toMatchObject({
      status: 400,
      code: "invalid_encrypted_content",
    });
  });

  it("fails when reasoning comes back without what it led to", async () => {
    const client = new OpenAI({ baseURL: `${emulator.url}/v1`, apiKey, maxRetries: 0 });
    const { output } = await client.responses.create({
      model: "gpt-5.6-sol",
      input: question,
      tools,
    });
    const [reasoning] = output;
    if (reasoning?.type !== "reasoning") throw new Error("no reasoning");
    const again = client.responses.create({
      model: "gpt-5.6-sol",
      input: [reasoning, { role: "user", content: "Well?" }],
    });
    await expect(again).rejects.toThrow("was provided without its required following item");
  });

  it("takes items by reference while they are stored", async () => {
    const referred = (output: Input): Input =>
      output.map((item) => ({
        type: "item_reference",
        id: "id" in item && typeof item.id === "string" ? item.id : "",
      }));
    expect(await run("gpt-5.6-sol", true, referred)).toBe(answered);
    emulator.reset();
    emulator.on("warmer").reply(toolCall("get_weather"));
    await expect(run("gpt-5.6-sol", false, referred)).rejects.toMatchObject({ status: 404 });
  });
});

describe("Gemini 3 on its own format", () => {
  const tools = [
    {
      functionDeclarations: [{ name: "get_weather", parametersJsonSchema: weatherParameters }],
    },
  ];

  async function run(keep: (part: Part) => Part = (part) => part): Promise<string> {
    const client = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: emulator.url } });
    const contents: Content[] = [{ role: "user", parts: [{ text: question }] }];
    for (;;) {
      const stream = await client.models.generateContentStream({
        model: "gemini-3-pro-preview",
        contents,
        config: { tools },
      });
      const parts: Part[] = [];
      for await (const chunk of stream)
        parts.push(...(chunk.candidates?.[0]?.content?.parts ?? []));
      const calls = parts.flatMap((part) => part.functionCall ?? []);
      if (calls.length === 0) return parts.map((part) => part.text ?? "").join("");
      contents.push({ role: "model", parts: parts.map((part) => keep(part)) });
      contents.push({
        role: "user",
        parts: calls.map(({ name = "" }) => ({
          functionResponse: { name, response: { output: "20 degrees" } },
        })),
      });
    }
  }

  it("comes through", async () => {
    expect(await run()).toBe(answered);
    expect(emulator.requests).toHaveLength(3);
  });

  it("fails without the signature of a call, in Google's words", async () => {
    const unsigned = ({ thoughtSignature: _signature, ...part }: Part): Part => part;
    await expect(run(unsigned)).rejects.toThrow(
      "Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call `default_api:get_weather` , position 2.",
    );
  });

  it("fails with a signature that is not Google's, but for those Google documents", async () => {
    const sign = (signature: string) => (part: Part) => ({ ...part, thoughtSignature: signature });
    await expect(run(sign("bWFkZSB1cA=="))).rejects.toThrow("Corrupted thought signature.");
    emulator.reset();
    emulator.on("warmer").reply(toolCall("get_weather")).reply(answered);
    expect(await run(sign("skip_thought_signature_validator"))).toBe(answered);
  });
});
