import { createInMemoryFetch, jsonResponse, sseResponse } from "@cometapi/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { CometAPIClient } from "../client.ts";
import type { ClientSettings } from "../config/client-settings.ts";
import { CometAPIError } from "./comet-api-error.ts";

const messages = [{ role: "user" as const, content: "Hello?" }];

function refusing(status: number, error: object): () => Response {
  return () => jsonResponse({ error }, { status });
}

const unknownModel = refusing(503, { message: "no available channel", code: "model_not_found" });
const wrongKey = refusing(401, { message: "Invalid token" });

function clientWith(reply: () => Response, settings: ClientSettings = {}): CometAPIClient {
  const { fetch } = createInMemoryFetch(Array.from({ length: 4 }, () => reply));
  return new CometAPIClient({ apiKey: "sk-test-key", maxRetries: 0, fetch, ...settings });
}

async function failureOf(call: Promise<unknown>): Promise<CometAPIError> {
  const error: unknown = await call.catch((reason: unknown) => reason);
  if (CometAPIError.isInstance(error)) return error;
  throw new Error("It should have failed.");
}

afterEach(() => vi.unstubAllEnvs());

describe("the error for a model that is not served", () => {
  it.each([
    ["503 with model_not_found", unknownModel],
    ["404", refusing(404, { message: "The model does not exist" })],
    ["400 without a price", refusing(400, { message: "model x has not been priced" })],
  ])("names the ids that may have been meant, and where all are listed (%s)", async (_, reply) => {
    const error = await failureOf(clientWith(reply).chat({ model: "gpt-5-mni", messages }));
    expect(error.code).toBe("model-not-found");
    expect(error.message).toMatch(
      / Did you mean "gpt-5" or "gpt-5-mini"\? All ids: https:\/\/api\.cometapi\.com\/api\/models\.$/,
    );
  });

  it("names them when the error opens a stream", async () => {
    const stream = () => sseResponse([{ error: { message: "x", code: "model_not_found" } }]);
    const error = await failureOf(clientWith(stream).streamChat({ model: "gpt-5-mni", messages }));
    expect(error.message).toContain('"gpt-5-mini"');
  });

  it("names them on the formats that have the model in their address", async () => {
    const client = clientWith(unknownModel, { api: "gemini" });
    const error = await failureOf(client.chat({ model: "gemini-2.5-flsh", messages }));
    expect(error.message).toContain('Did you mean "gemini-2.5-flash"');
  });

  it("names them for every other kind of model", async () => {
    const client = clientWith(unknownModel);
    const audio = new Blob(["x"], { type: "audio/wav" });
    const messagesOf = await Promise.all(
      [
        client.embed({ model: "text-embeding-3-small", input: ["x"] }),
        client.generateImage({ model: "gpt-image-1.4", prompt: "x" }),
        client.generateSpeech({ model: "tts1", input: "x", voice: "alloy" }),
      ].map(failureOf),
    );
    expect(messagesOf.map(({ message }) => /Did you mean "[^"]+"/.exec(message)?.[0])).toEqual([
      'Did you mean "text-embedding-3-small"',
      'Did you mean "gpt-image-1"',
      'Did you mean "tts-1"',
    ]);
    const heard = await failureOf(clientWith(unknownModel).transcribe({ model: "wisper", audio }));
    expect(heard.message).toContain('Did you mean "whisper-1"?');
    const filmed = await failureOf(
      clientWith(unknownModel).createVideo({ model: "sora2", prompt: "x" }),
    );
    expect(filmed.message).toContain('Did you mean "sora-2"?');
  });

  it("says so when the id is a known one, and names none that is far", async () => {
    const known = await failureOf(clientWith(unknownModel).chat({ model: "gpt-5-mini", messages }));
    expect(known.message).toContain("It may be retired, or not open to this key. All ids: ");
    const far = await failureOf(clientWith(unknownModel).chat({ model: "zzzzzzzzz", messages }));
    expect(far.message).toMatch(/no available channel\. All ids: \S+$/);
  });
});

describe("the error for a wrong key", () => {
  it("names the setting it came from, and the page where keys are made", async () => {
    const error = await failureOf(clientWith(wrongKey).chat({ model: "gpt-5", messages }));
    expect(error.code).toBe("authentication");
    expect(error.message).toMatch(
      /The key came from `apiKey`\. Keys are made at https:\/\/www\.cometapi\.com\/console\/token\.$/,
    );
  });

  it("names the environment variable it came from", async () => {
    vi.stubEnv("COMETAPI_KEY", "");
    vi.stubEnv("COMETAPI_API_KEY", "sk-from-environment");
    const client = clientWith(wrongKey, { apiKey: undefined });
    const error = await failureOf(client.chat({ model: "gpt-5", messages }));
    expect(error.message).toContain("The key came from `COMETAPI_API_KEY`.");
    expect(error.message).not.toContain("from-environment");
  });

  it("names no source where no key was sent", async () => {
    const error = await failureOf(clientWith(wrongKey).fetchCatalogue());
    expect(error.message).not.toContain("came from");
  });
});

describe("the request of an error", () => {
  it("is the body that was sent, and is not logged", async () => {
    const client = clientWith(refusing(400, { message: "Wrong" }), { extraBody: { tag: "a" } });
    const error = await failureOf(client.chat({ model: "cometapi/gpt-5", api: "chat", messages }));
    expect(error.requestBody).toEqual({ model: "gpt-5", messages, tag: "a" });
    expect(Object.keys(error)).not.toContain("requestBody");
    expect(JSON.stringify(error)).not.toContain("Hello?");
  });

  it("is undefined where nothing was sent, and for forms", async () => {
    const missing = clientWith(wrongKey, { apiKey: undefined });
    vi.stubEnv("COMETAPI_KEY", "");
    const unsent = await failureOf(missing.chat({ model: "gpt-5", messages }));
    expect(unsent.requestBody).toBeUndefined();
    const audio = new Blob(["x"], { type: "audio/wav" });
    const form = await failureOf(clientWith(wrongKey).transcribe({ model: "whisper-1", audio }));
    expect(form.requestBody).toBeUndefined();
  });
});
