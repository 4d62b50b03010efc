import { describe, expect, it } from "vitest";
import { ChatCometAPI } from "./chat-model.ts";
import { CometAPIEmbeddings } from "./embeddings.ts";

/** A class as a program without types makes it. */
function create(
  type: typeof ChatCometAPI | typeof CometAPIEmbeddings,
  ...given: unknown[]
): object {
  return Reflect.construct(type, given);
}

describe("ChatCometAPI refuses", () => {
  it.each([
    [{ baseUrl: "http://127.0.0.1:1" }, "Did you mean `baseURL`?"],
    [{ base_url: "http://127.0.0.1:1" }, "Did you mean `baseURL`?"],
    [{ api_key: "k" }, "Did you mean `apiKey`?"],
    [{ modelName: "gpt-5" }, "Did you mean `model`?"],
    [{ max_tokens: 5 }, "Did you mean `maxTokens`?"],
    [{ timeoutMs: 5 }, "Did you mean `timeout`?"],
    [{ configuration: { baseURL: "x" } }, "Use `baseURL`, `headers` or `fetch`."],
    [{ modelKwargs: {} }, "Did you mean `extraBody`?"],
    [{ timeout: "10s" }, "a number of milliseconds above 0, not a string"],
    [{ apiKey: 5 }, "`apiKey` of ChatCometAPI must be"],
    [{ fallbackModels: "x" }, "a list of strings, not a string"],
    [{ modelTraits: { m: { contextwindow: 1 } } }, "Did you mean `contextWindow`?"],
    [{ stop: "x" }, "`stop` of ChatCometAPI must be a list of strings"],
    [{ promptCaching: "2h" }, '"5m" or "1h"'],
    [{ outputVersion: "v2" }, '"v0" or "v1"'],
    [{ cache: "yes" }, "a cache, true or false, not a string"],
    ["sk-secret", "must be an object, not a string"],
  ])("%j", (settings, message) => {
    expect(() => create(ChatCometAPI, "gpt-5-mini", settings)).toThrow(
      expect.objectContaining({
        code: "invalid-argument",
        message: expect.stringContaining(message),
      }),
    );
    expect(() => create(ChatCometAPI, "gpt-5-mini", settings)).toThrow(
      expect.not.stringContaining("sk-secret"),
    );
  });
});

it("takes what LangChain's base class takes", () => {
  const own = {
    maxRetries: 1,
    maxConcurrency: Infinity,
    onFailedAttempt: () => {},
    cache: true,
    verbose: false,
    callbacks: [],
    tags: ["a"],
    metadata: { a: 1 },
    disableStreaming: true,
  };
  expect(create(ChatCometAPI, { model: "gpt-5-mini", ...own })).toBeInstanceOf(ChatCometAPI);
});

it("refuses settings of embeddings that do not exist or cannot be", () => {
  const make = (settings: object) => () =>
    create(CometAPIEmbeddings, "text-embedding-3-small", settings);
  expect(make({ openAIApiKey: "k" })).toThrow("Did you mean `apiKey`?");
  expect(make({ batch_size: 5 })).toThrow("Did you mean `batchSize`?");
  expect(make({ dimensions: "5" })).toThrow("`dimensions` of CometAPIEmbeddings must be");
  expect(make({ maxRetries: 1, stripNewLines: true })).not.toThrow();
});

it.each<[object, string]>([
  [{ temperature: "hot" }, "`temperature` of a call must be 0 or a number above, not a string."],
  [{ maxTokens: -4 }, "`maxTokens` of a call must be 0 or a whole number above, not -4."],
  [{ stop: "x" }, "`stop` of a call must be a list of strings"],
])("refuses a value that an option of a call cannot have: %j", async (option, message) => {
  const model = new ChatCometAPI("gpt-5-mini", { apiKey: "k", maxRetries: 0 });
  await expect(model.invoke("Hi", option)).rejects.toThrow(message);
  await expect(model.withConfig(option).invoke("Hi")).rejects.toThrow(message);
});
