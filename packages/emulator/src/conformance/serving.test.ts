import { useEmulator } from "@cometapi/testing/emulated";
import { describe, expect, it } from "vitest";
import { apiKey } from "../../test/samples.ts";

const emulator = useEmulator({ apiKey, seed: 1 });
const messages = [{ role: "user", content: "Say hi" }];
const input = "Say hi";
const contents = [{ parts: [{ text: input }] }];

type API = "chat" | "responses" | "messages" | "gemini";

function toRequest(api: API, model: string): { path: string; body: object } {
  switch (api) {
    case "chat": {
      return { path: "/v1/chat/completions", body: { model, messages } };
    }
    case "responses": {
      return { path: "/v1/responses", body: { model, input } };
    }
    case "messages": {
      return { path: "/v1/messages", body: { model, messages, max_tokens: 99 } };
    }
    case "gemini": {
      return { path: `/v1beta/models/${model}:generateContent`, body: { contents } };
    }
  }
}

async function ask(api: API, model: string): Promise<Response> {
  const { path, body } = toRequest(api, model);
  return await fetch(`${emulator.url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

describe("the formats in which the relay serves a vendor's models", () => {
  it.each([
    ["gpt-4o", { chat: 200, responses: 200, messages: 200, gemini: 200 }],
    ["claude-sonnet-5", { chat: 200, responses: 500, messages: 200, gemini: 500 }],
    ["gemini-3.5-flash", { chat: 200, responses: 500, messages: 200, gemini: 200 }],
    ["grok-4.5", { chat: 200, responses: 200, messages: 500, gemini: 500 }],
    ["deepseek-v4-pro", { chat: 200, responses: 500, messages: 200, gemini: 500 }],
    ["kimi-k3", { chat: 200, responses: 500, messages: 200, gemini: 500 }],
    ["glm-5.3", { chat: 200, responses: 500, messages: 200, gemini: 500 }],
    ["minimax-m2", { chat: 200, responses: 500, messages: 200, gemini: 500 }],
    ["qwen3.8-max", { chat: 200, responses: 200, messages: 200, gemini: 500 }],
    ["o3-pro", { chat: 404, responses: 200, messages: 404, gemini: 404 }],
  ] as const)("of %s are %j", async (model, statuses) => {
    for (const api of ["chat", "responses", "messages", "gemini"] as const) {
      const { status } = await ask(api, model);
      expect(`${api} ${status}`).toBe(`${api} ${statuses[api]}`);
    }
  });

  it("are refused with a status that must not be retried", async () => {
    const refused = await ask("responses", "claude-sonnet-5");
    expect(await refused.json()).toEqual({
      error: {
        message: expect.stringMatching(/^not implemented \(request id: \w+\)$/u),
        type: "comet_api_error",
        param: "",
        code: "convert_request_failed",
      },
    });
    expect(await (await ask("messages", "grok-4.5")).json()).toEqual({
      type: "error",
      error: {
        type: "comet_api_error",
        message: expect.stringMatching(/^not available \(request id: \w+\)$/u),
      },
    });
  });
});
