import { readFileSync } from "node:fs";
import { NoSuchModelError } from "@ai-sdk/provider";
import {
  createProviderRegistry,
  customProvider,
  defaultSettingsMiddleware,
  generateText,
  wrapLanguageModel,
} from "ai";
import { describe, expect, it } from "vitest";
import { startCometAPI } from "../test/start-cometapi.ts";
import { cometapi as defaultInstance, createCometAPI } from "./provider.ts";
import { VERSION } from "./version.ts";

const cometapi = startCometAPI();

describe("a provider", () => {
  it("gives a text model on the API that suits it, or on the one that is named", () => {
    const provider = createCometAPI({ apiKey: "sk-none" });
    for (const [model, api] of [
      [provider("gpt-5"), "responses"],
      [provider.languageModel("claude-sonnet-4-6"), "messages"],
      [provider("gemini-2.5-flash"), "gemini"],
      [provider("gpt-4o"), "chat"],
      [provider.chat("gpt-5"), "chat"],
      [createCometAPI({ apiKey: "sk-none", api: "chat" })("gpt-5"), "chat"],
    ] as const) {
      expect(model).toMatchObject({ specificationVersion: "v4", provider: `cometapi.${api}` });
    }
    expect(provider.specificationVersion).toBe("v4");
  });

  it("is not made with new", () => {
    const provider = createCometAPI();
    expect(() => Reflect.construct(provider, ["gpt-5"])).toThrow(
      "Call a CometAPI provider without new: cometapi(modelId).",
    );
  });

  it("exists ready made, and needs no key to exist", () => {
    expect(defaultInstance("gpt-5").modelId).toBe("gpt-5");
  });

  it("says which package sends a request", async () => {
    await generateText({ model: cometapi.create()("gpt-4o-mini"), prompt: "Say hi" });
    const { headers } = cometapi.emulator.requests.at(-1) ?? {};
    expect(headers?.["user-agent"]).toContain(`ai-sdk-cometapi/${VERSION}`);
  });

  it("sends headers of the settings and of the call", async () => {
    await generateText({
      model: cometapi.create({ headers: { "x-team": "a" } })("gpt-4o-mini"),
      prompt: "Say hi",
      headers: { "x-request": "b" },
    });
    expect(cometapi.emulator.requests.at(-1)?.headers).toMatchObject({
      "x-team": "a",
      "x-request": "b",
    });
  });

  it("takes a key that is looked up for each call", async () => {
    let calls = 0;
    const provider = cometapi.create({
      apiKey: () => {
        calls += 1;
        return Promise.resolve("sk-looked-up");
      },
    });
    await generateText({ model: provider("gpt-4o-mini"), prompt: "Say hi" });
    await generateText({ model: provider("gpt-4o-mini"), prompt: "Say hi" });
    expect(calls).toBe(2);
  });

  it("serves a fallback model when the first is not served, and says which", async () => {
    const { providerMetadata } = await generateText({
      model: cometapi.create({ fallbackModels: ["gpt-4o-mini"] })("no-such-model"),
      prompt: "Say hi",
    });
    expect(providerMetadata).toMatchObject({ cometapi: { model: "gpt-4o-mini" } });
  });

  it("merges extra fields of settings and call into the body", async () => {
    await generateText({
      model: cometapi.create({ extraBody: { store: true, metadata: { a: "1" } } })("gpt-4o-mini"),
      prompt: "Say hi",
      providerOptions: { cometapi: { extraBody: { metadata: { b: "2" } } } },
    });
    expect(cometapi.lastBody()).toMatchObject({ store: true, metadata: { b: "2" } });
  });
});

describe("inside the AI SDK", () => {
  it("works in a registry", async () => {
    const registry = createProviderRegistry({ cometapi: cometapi.create() });
    const { text } = await generateText({
      model: registry.languageModel("cometapi:gpt-4o-mini"),
      prompt: "Say hello",
    });
    expect(text).not.toBe("");
  });

  it("gives models of every kind to a registry", () => {
    const registry = createProviderRegistry({ cometapi: createCometAPI() });
    expect(registry.embeddingModel("cometapi:text-embedding-3-small").provider).toBe(
      "cometapi.embedding",
    );
    expect(registry.imageModel("cometapi:gpt-image-1").provider).toBe("cometapi.image");
    expect(registry.speechModel("cometapi:tts-1").provider).toBe("cometapi.speech");
    expect(registry.transcriptionModel("cometapi:whisper-1").provider).toBe(
      "cometapi.transcription",
    );
  });

  it("works behind customProvider", async () => {
    const provider = customProvider({
      languageModels: { fast: cometapi.create()("gpt-4o-mini") },
      fallbackProvider: cometapi.create(),
    });
    const { text } = await generateText({
      model: provider.languageModel("fast"),
      prompt: "Say hi",
    });
    expect(text).not.toBe("");
    expect(provider.languageModel("gpt-5").modelId).toBe("gpt-5");
  });

  it("works with middleware", async () => {
    await generateText({
      model: wrapLanguageModel({
        model: cometapi.create()("gpt-4o-mini"),
        middleware: defaultSettingsMiddleware({ settings: { temperature: 0.5 } }),
      }),
      prompt: "Say hi",
    });
    expect(cometapi.lastBody()).toMatchObject({ temperature: 0.5 });
  });
});

it("has the version of its package", () => {
  const file = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  expect(JSON.parse(file)).toMatchObject({ version: VERSION });
});

it("refuses model types that CometAPI does not serve", () => {
  expect(() => createCometAPI().rerankingModel("rerank-1")).toThrow(NoSuchModelError);
});
