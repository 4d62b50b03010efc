import { createInMemoryFetch, jsonResponse, sseResponse } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { CometAPIClient } from "../../client.ts";

const REQUEST = { model: "gpt-4o-mini", messages: [{ role: "user" as const, content: "Hello?" }] };
const DELTA = { choices: [{ index: 0, delta: { content: "Hello" } }] };
const FINISH = { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] };

function clientWith(...replies: Response[]) {
  const { fetch, requests } = createInMemoryFetch(replies);
  return { client: new CometAPIClient({ apiKey: "sk-key", fetch, maxRetries: 2 }), requests };
}

describe("an answer that was paid for", () => {
  it.each([
    ["no choices", () => jsonResponse({ id: "1", choices: [], usage: { prompt_tokens: 9 } })],
    ["null for choices", () => jsonResponse({ id: "1", choices: null })],
    [
      "nothing but usage",
      () => sseResponse([{ choices: [], usage: { prompt_tokens: 9 } }, "[DONE]"]),
    ],
  ])("with %s is not asked for again", async (_, respond) => {
    const whole = clientWith(respond());
    await expect(whole.client.chat(REQUEST)).rejects.toMatchObject({ code: "invalid-response" });
    expect(whole.requests).toHaveLength(1);
    const streamed = clientWith(respond());
    const answer = streamed.client
      .streamChat(REQUEST)
      .then(({ batches }) => Array.fromAsync(batches));
    const events = await answer.then(
      (batches) => batches.flat(),
      (error: unknown) => [{ type: "error", error }],
    );
    expect(events).toContainEqual(
      expect.objectContaining({
        type: "error",
        error: expect.objectContaining({ code: "invalid-response" }),
      }),
    );
    expect(streamed.requests).toHaveLength(1);
  });

  it("streamed although it was asked for whole is read as one, its chunks as the raw answer", async () => {
    const { client, requests } = clientWith(sseResponse([": PING", DELTA, FINISH, "[DONE]"]));
    const { events, raw } = await client.chat(REQUEST);
    expect(events).toMatchObject([
      { type: "ping" },
      { type: "text-delta", text: "Hello" },
      { type: "finish", reason: "stop" },
    ]);
    expect(raw).toEqual([DELTA, FINISH]);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.body).not.toHaveProperty("stream");
  });
});

describe("an error in a stream that was asked for whole", () => {
  it("before any output is thrown", async () => {
    const { client } = clientWith(sseResponse([{ error: { message: "wrong", code: 400 } }]));
    await expect(client.chat(REQUEST)).rejects.toMatchObject({ code: "invalid-request" });
  });
});
