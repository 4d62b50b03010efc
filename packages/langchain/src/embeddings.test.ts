import { useEmulator } from "@cometapi/testing/emulated";
import { inspect } from "node:util";
import { CometAPIError } from "@cometapi/core";
import { createInMemoryFetch, findSecret } from "@cometapi/testing";
import { describe, expect, it } from "vitest";
import { bodyOf, failureOf } from "../test/scripted-model.ts";
import { CometAPIEmbeddings, type CometAPIEmbeddingsOptions } from "./embeddings.ts";

const key = "sk-Zq4Lr8Nw2XtBv6Km9Pd3Hs7J";

function vectorsOf(...vectors: number[][]): Response {
  const data = vectors.map((embedding, index) => ({ object: "embedding", index, embedding }));
  return Response.json({
    object: "list",
    data,
    model: "m",
    usage: { prompt_tokens: 1, total_tokens: 1 },
  });
}

describe("CometAPIEmbeddings", () => {
  it("embeds texts in batches, and keeps their order", async () => {
    const { fetch, requests } = createInMemoryFetch([
      vectorsOf([1], [2]),
      vectorsOf([3], [4]),
      vectorsOf([5]),
    ]);
    const embeddings = new CometAPIEmbeddings("text-embedding-3-small", {
      apiKey: key,
      batchSize: 2,
      dimensions: 1,
      user: "ada",
      fetch,
    });
    expect(await embeddings.embedDocuments(["a", "b", "c", "d", "e"])).toEqual([
      [1],
      [2],
      [3],
      [4],
      [5],
    ]);
    expect(requests.map((request) => bodyOf(request)["input"])).toEqual([
      ["a", "b"],
      ["c", "d"],
      ["e"],
    ]);
    expect(bodyOf(requests[0])).toMatchObject({ dimensions: 1, user: "ada" });
  });

  it("sends as many batches at once as it may", async () => {
    let running = 0;
    let most = 0;
    const reply = async (): Promise<Response> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => void setTimeout(resolve, 5));
      running -= 1;
      return vectorsOf([1]);
    };
    const { fetch } = createInMemoryFetch([reply, reply, reply, reply, reply]);
    const embeddings = new CometAPIEmbeddings({
      model: "m",
      apiKey: key,
      batchSize: 1,
      maxConcurrency: 2,
      fetch,
    });
    await embeddings.embedDocuments(["a", "b", "c", "d", "e"]);
    expect(most).toBe(2);
  });

  it("embeds nothing without a request", async () => {
    const { fetch, requests } = createInMemoryFetch([]);
    expect(await new CometAPIEmbeddings("m", { apiKey: key, fetch }).embedDocuments([])).toEqual(
      [],
    );
    expect(requests).toEqual([]);
  });

  it("keeps line breaks unless `stripNewLines` is set", async () => {
    for (const [options, sent] of [
      [{}, "a\nb"],
      [{ stripNewLines: true }, "a b"],
    ] satisfies [CometAPIEmbeddingsOptions, string][]) {
      const { fetch, requests } = createInMemoryFetch([vectorsOf([1])]);
      await new CometAPIEmbeddings("m", { apiKey: key, fetch, ...options }).embedQuery("a\nb");
      expect(bodyOf(requests[0])["input"]).toEqual([sent]);
    }
  });

  const bytes = Buffer.from(new Float32Array([0.5, 2]).buffer).toString("base64");
  it.each([
    ["text-embedding-3-small", "base64", "base64", bytes],
    ["text-embedding-3-small", "base64", "numbers", [0.5, 2]],
    ["m", "float", "base64", bytes],
    ["m", "float", "numbers", [0.5, 2]],
  ])("asks %s for %s, and reads the server's %s", async (model, format, _sent, embedding) => {
    const { fetch, requests } = createInMemoryFetch([
      Response.json({ data: [{ index: 0, embedding }], model }),
    ]);
    const embeddings = new CometAPIEmbeddings(model, { apiKey: key, fetch });
    expect(await embeddings.embedQuery("a")).toEqual([0.5, 2]);
    expect(bodyOf(requests[0])["encoding_format"]).toBe(format);
  });

  it("retries what may pass, and throws typed errors without the key", async () => {
    const refusal = (status: number): Response =>
      Response.json({ error: { message: `no ${key}` } }, { status });
    const { fetch, requests } = createInMemoryFetch([refusal(502), refusal(401)]);
    const embeddings = new CometAPIEmbeddings("m", { apiKey: key, maxRetries: 3, fetch });
    const failure = await failureOf(embeddings.embedQuery("a"));
    expect(CometAPIError.isInstance(failure)).toBe(true);
    expect(failure).toMatchObject({
      code: "authentication",
      lc_error_code: "MODEL_AUTHENTICATION",
    });
    expect(findSecret(failure, key)).toEqual([]);
    expect(requests).toHaveLength(2);
  });

  it("does not wait for a server that asks for more than a minute", async () => {
    const { fetch, requests } = createInMemoryFetch([
      Response.json(
        { error: { message: "come back in an hour" } },
        { status: 429, headers: { "retry-after": "3600" } },
      ),
    ]);
    const embeddings = new CometAPIEmbeddings("m", { apiKey: key, maxRetries: 3, fetch });
    expect(await failureOf(embeddings.embedQuery("a"))).toMatchObject({ code: "rate-limit" });
    expect(requests).toHaveLength(1);
  });

  it("refuses a missing model and an invalid batch size, and shows no key", () => {
    expect(() => new CometAPIEmbeddings({ model: "" })).toThrow("model id is missing");
    expect(() => new CometAPIEmbeddings("m", { batchSize: 0 })).toThrow("batchSize");
    expect(inspect(new CometAPIEmbeddings("m", { apiKey: key }), { depth: 9 })).not.toContain(key);
  });
});

describe("CometAPIEmbeddings against the emulator", () => {
  const emulator = useEmulator();

  it("finds the nearest text", async () => {
    const embeddings = new CometAPIEmbeddings("text-embedding-3-small", {
      apiKey: key,
      baseURL: emulator.url,
    });
    const texts = [
      "The lighthouse of Sandvik was built in 1871.",
      "Bread is baked from flour, water and salt.",
    ];
    const [lighthouse = [], bread = []] = await embeddings.embedDocuments(texts);
    const query = await embeddings.embedQuery("Who built the lighthouse?");
    const dot = (left: number[], right: number[]): number =>
      left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
    expect(query).toHaveLength(1536);
    expect(dot(query, lighthouse)).toBeGreaterThan(dot(query, bread));
  });

  it("gives vectors of the length asked for", async () => {
    const embeddings = new CometAPIEmbeddings("text-embedding-3-small", {
      apiKey: key,
      baseURL: emulator.url,
      dimensions: 256,
    });
    expect(await embeddings.embedQuery("Hello")).toHaveLength(256);
  });
});
