import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from "@ai-sdk/provider-utils";
import { createInMemoryFetch, findSecret, jsonResponse } from "@cometapi/testing";
import { generateText } from "ai";
import { afterEach, expect, it, vi } from "vitest";
import { CometAPIChatLanguageModel } from "./chat/chat-language-model.ts";
import { createModelConfig } from "./model-config.ts";

const key = "sk-q7Xv2LmZp9RtK4wYb8Nc3HdF6sJg";
const settings = {
  apiKey: key,
  headers: { "x-secret": key },
  baseURL: "https://comet.example",
  fallbackModels: ["gpt-5-mini"],
  includeUsage: false,
  modelTraits: { "gpt-5": { contextWindow: 9000 } },
};

afterEach(() => vi.unstubAllGlobals());

it("keeps a model as JSON, without the key and without headers", () => {
  const model = new CometAPIChatLanguageModel("gpt-5", "chat", createModelConfig(settings));
  const kept = CometAPIChatLanguageModel[WORKFLOW_SERIALIZE](model);
  expect(JSON.parse(JSON.stringify(kept))).toEqual({
    modelId: "gpt-5",
    api: "chat",
    settings: {
      baseURL: "https://comet.example",
      fallbackModels: ["gpt-5-mini"],
      includeUsage: false,
      modelTraits: { "gpt-5": { contextWindow: 9000 } },
    },
  });
  expect(findSecret(kept, key)).toEqual([]);
});

it("rebuilds a model that works, with the key of the environment", async () => {
  const model = new CometAPIChatLanguageModel("gpt-5", "chat", createModelConfig(settings));
  const kept = CometAPIChatLanguageModel[WORKFLOW_SERIALIZE](model);
  const { fetch, requests } = createInMemoryFetch([
    jsonResponse({ choices: [{ message: { content: "Hi" }, finish_reason: "stop" }] }),
  ]);
  vi.stubGlobal("fetch", fetch);
  vi.stubEnv("COMETAPI_KEY", "sk-of-the-environment");
  const rebuilt = CometAPIChatLanguageModel[WORKFLOW_DESERIALIZE](kept);
  const { text } = await generateText({ model: rebuilt, prompt: "Say hi" });
  expect(text).toBe("Hi");
  expect(requests[0]?.url).toBe("https://comet.example/v1/chat/completions");
  expect(requests[0]?.headers["authorization"]).toBe("Bearer sk-of-the-environment");
});

it("keeps which API a model is on", () => {
  const config = createModelConfig(settings);
  const model = new CometAPIChatLanguageModel("claude-sonnet-5", "messages", config);
  const kept = CometAPIChatLanguageModel[WORKFLOW_SERIALIZE](model);
  expect(findSecret(kept, key)).toEqual([]);
  const rebuilt = CometAPIChatLanguageModel[WORKFLOW_DESERIALIZE](kept);
  expect(rebuilt.provider).toBe("cometapi.messages");
  expect(rebuilt.modelId).toBe("claude-sonnet-5");
});
