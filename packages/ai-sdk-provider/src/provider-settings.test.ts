import { InvalidArgumentError } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { createCometAPI } from "./provider.ts";
import { providerSettingRules } from "./provider-settings.ts";

/** Settings as a program without types gives them. */
function create(settings: unknown): unknown {
  return Reflect.apply(createCometAPI, undefined, [settings]);
}

describe("createCometAPI refuses", () => {
  it.each([
    [{ baseUrl: "http://127.0.0.1:1" }, "Did you mean `baseURL`?"],
    [{ api_key: "k" }, "Did you mean `apiKey`?"],
    [{ timeoutMs: 5 }, "Did you mean `timeout`?"],
    [{ configuration: {} }, "Use `baseURL`, `headers` or `fetch`."],
    [{ maxRetries: 3 }, "createCometAPI has no setting `maxRetries`."],
    [{ timeout: "10s" }, "a number of milliseconds above 0, not a string"],
    [{ apiKey: 5 }, "`apiKey` of createCometAPI must be"],
    [{ fallbackModels: "x" }, "a list of strings, not a string"],
    [{ modelTraits: { m: { contextwindow: 1 } } }, "Did you mean `contextWindow`?"],
    [{ includeCost: "yes" }, "`includeCost` of createCometAPI must be"],
    ["sk-secret", "must be an object, not a string"],
  ])("%j", (settings, message) => {
    expect(() => create(settings)).toThrow(message);
    expect(() => create(settings)).toThrow(InvalidArgumentError);
    expect(() => create(settings)).toThrow(expect.not.stringContaining("sk-secret"));
  });
});

it("takes every setting it documents, and what is undefined", () => {
  expect(Object.keys(providerSettingRules)).toContain("extractMetadata");
  expect(() =>
    create({
      apiKey: async () => "k",
      headers: { a: "b" },
      timeout: 5,
      generateId: () => "id",
      baseUrl: undefined,
    }),
  ).not.toThrow();
});
