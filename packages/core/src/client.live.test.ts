import { describe, expect, it } from "vitest";
import { accumulateChatEvents } from "./chat/accumulate-chat-events.ts";
import type { ChatRequest } from "./chat/chat-request.ts";
import { CometAPIClient } from "./client.ts";

const key = process.env["COMETAPI_KEY"] ?? "";
const REQUEST: ChatRequest = {
  model: "gpt-5-mini",
  messages: [{ role: "user", content: "Answer with the single word: ready" }],
};

// Written from CometAPI's documentation; not yet run against the service itself.
describe.skipIf(key === "")("CometAPI itself", { timeout: 120_000 }, () => {
  const client = new CometAPIClient();

  it("answers, with its usage, its model and a request id", async () => {
    const { events, response } = await client.chat(REQUEST);
    const { choices, usage, metadata } = accumulateChatEvents(events);
    expect(choices[0]?.text.toLowerCase()).toContain("ready");
    expect(usage?.inputTokens.total).toBeGreaterThan(0);
    expect(metadata?.model).toContain("gpt-5-mini");
    expect(response.requestId).toBeDefined();
  });

  it("streams to a finish reason, with usage", async () => {
    const { batches } = await client.streamChat(REQUEST);
    const { choices, usage, errors } = accumulateChatEvents(
      (await Array.fromAsync(batches)).flat(),
    );
    expect(errors).toEqual([]);
    expect(choices[0]?.finishReason).toBe("stop");
    expect(usage?.outputTokens.total).toBeGreaterThan(0);
  });

  it("calls a tool", async () => {
    const { batches } = await client.streamChat({
      ...REQUEST,
      messages: [{ role: "user", content: "What is the weather in Paris?" }],
      tools: [
        {
          type: "function",
          name: "get_weather",
          parameters: {
            type: "object",
            properties: { city: { type: "string" } },
            required: ["city"],
          },
        },
      ],
      toolChoice: "required",
    });
    const [choice] = accumulateChatEvents((await Array.fromAsync(batches)).flat()).choices;
    expect(choice?.toolCalls).toMatchObject([{ name: "get_weather", isComplete: true }]);
  });

  it.each([
    ["chat", "gpt-4o-mini"],
    ["responses", "gpt-5-mini"],
    ["messages", "claude-sonnet-4-5"],
    ["gemini", "gemini-3-pro-preview"],
  ] as const)(
    "goes on after a tool call on %s, with the reasoning before it",
    async (api, model) => {
      const request: ChatRequest = {
        model,
        api,
        reasoningEffort: api === "chat" ? undefined : "low",
        messages: [{ role: "user", content: "What is the weather in Paris? Use the tool." }],
        tools: [
          {
            type: "function",
            name: "get_weather",
            parameters: {
              type: "object",
              properties: { city: { type: "string" } },
              required: ["city"],
            },
          },
        ],
      };
      const { batches } = await client.streamChat(request);
      const [choice] = accumulateChatEvents((await Array.fromAsync(batches)).flat()).choices;
      const [call] = choice?.toolCalls ?? [];
      expect(call).toMatchObject({ name: "get_weather", isComplete: true });
      const { events, api: carriedBy } = await client.chat({
        ...request,
        messages: [
          ...request.messages,
          { role: "assistant", content: choice?.content ?? [] },
          { role: "tool", toolCallId: call?.id ?? "", toolName: "get_weather", content: "17.3 °C" },
        ],
      });
      expect(carriedBy).toBe(api);
      expect(accumulateChatEvents(events).choices[0]?.text).toContain("17");
    },
  );

  it.each([
    ["a wrong key", { apiKey: "sk-wrong-key-000000" }, REQUEST, "authentication"],
    ["an unknown model", {}, { ...REQUEST, model: "no-such-model" }, "model-not-found"],
  ])("refuses %s without another try", async (_what, settings, request, code) => {
    let requests = 0;
    const counting = new CometAPIClient({ ...settings, onRequest: () => (requests += 1) });
    await expect(counting.chat(request)).rejects.toMatchObject({ code });
    expect(requests).toBe(1);
  });

  it("embeds, and lists its models and its catalogue", async () => {
    const { embeddings } = await client.embed({
      model: "text-embedding-3-small",
      input: ["a", "b"],
    });
    expect(embeddings.map(({ length }) => length)).toEqual([1536, 1536]);
    expect((await client.listModels()).length).toBeGreaterThan(0);
    expect((await client.fetchCatalogue()).models.length).toBeGreaterThan(0);
  });
});
