import { useEmulator } from "@cometapi/testing/emulated";
import { initChatModel } from "langchain";
import { MODEL_PROVIDER_CONFIG } from "langchain/chat_models/universal";
import { describe, expect, it } from "vitest";
import { failureOf } from "../test/scripted-model.ts";
import { fetchModelProfile } from "./model-profile.ts";
import { addToModelProviders } from "./init-chat-model.ts";
import { listModels } from "./list-models.ts";

const emulator = useEmulator();
const settings = (): { apiKey: string; baseURL: string } => ({
  apiKey: "sk-any-key-1",
  baseURL: emulator.url,
});

describe("listModels", () => {
  it("lists what the key may use, with the APIs that serve it", async () => {
    const models = await listModels(settings());
    const model = models.find(({ id }) => id === "gpt-5-mini");
    expect(model?.endpointTypes).toContain("openai");
  });

  it("fails for want of a key with an error that says where one is made", async () => {
    expect(await failureOf(listModels({ baseURL: emulator.url }))).toMatchObject({
      code: "missing-api-key",
    });
  });
});

describe("fetchModelProfile", () => {
  it("reads the limits of a model from the public catalogue, without a key", async () => {
    const profile = await fetchModelProfile("gpt-5-mini", { baseURL: emulator.url });
    expect(profile.maxInputTokens).toBeGreaterThan(0);
    expect(profile.structuredOutput).toBe(true);
  });

  it("gives what is known of a model that the catalogue does not list", async () => {
    const profile = await fetchModelProfile("a-model-of-tomorrow", { baseURL: emulator.url });
    expect(profile).toEqual({});
  });
});

describe("initChatModel", () => {
  it("makes our model once CometAPI was added to its providers", async () => {
    addToModelProviders(MODEL_PROVIDER_CONFIG);
    const model = await initChatModel("gpt-4o-mini", { modelProvider: "cometapi", ...settings() });
    expect((await model.invoke("Say hello")).text).toBe("hello");
  });
});
