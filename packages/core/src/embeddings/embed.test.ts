import { useEmulator } from "@cometapi/testing/emulated";
import { createInMemoryFetch, jsonResponse, type ScriptedReply } from "@cometapi/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { Dispatcher } from "../transport/dispatcher.ts";
import type { EmbeddingRequest } from "./embedding-request.ts";
import { embed } from "./embed.ts";
import { normalizeEmbeddings } from "./normalize-embeddings.ts";

const model = "text-embedding-3-small";

function answerOf(vectors: readonly unknown[], fields: object = {}): Response {
  const data = vectors.map((embedding, index) => ({ object: "embedding", index, embedding }));
  return jsonResponse({
    object: "list",
    data,
    usage: { prompt_tokens: vectors.length },
    ...fields,
  });
}

async function run(request: Partial<EmbeddingRequest>, replies: readonly ScriptedReply[]) {
  const { fetch, requests } = createInMemoryFetch(replies);
  const dispatcher = new Dispatcher({ apiKey: "sk-test-0123456789abcdef", fetch, maxRetries: 0 });
  const result = await embed(dispatcher, { model, input: ["a"], ...request }, {});
  return { result, bodies: requests.map(({ body }) => body) };
}

const tooMany = (message: string, status = 400) => jsonResponse({ error: { message } }, { status });

/** How CometAPI answers some bad requests. */
const badRequest = (message: string) =>
  jsonResponse({ error: { message, code: "invalid_request" } }, { status: 500 });

describe("embed", () => {
  it("sends only what is set", async () => {
    const { bodies } = await run({ model: `cometapi/${model}` }, [answerOf([[1]])]);
    expect(bodies).toEqual([{ model, input: ["a"], encoding_format: "base64" }]);
  });

  it.each([
    ["text-embedding-3-large", "base64"],
    ["text-embedding-ada-002", "base64"],
    ["gemini-embedding-001", "float"],
    ["my-text-embedding-3-copy", "float"],
  ])("asks %s for %s", async (id, format) => {
    const { bodies } = await run({ model: id }, [answerOf([[1]])]);
    expect(bodies).toMatchObject([{ encoding_format: format }]);
  });

  it.each([
    tooMany("vertex_ai does not support parameters: {'encoding_format': 'base64'}"),
    badRequest("vertex_ai does not support parameters: {'encoding_format': 'base64'}"),
  ])(
    "takes numbers from a server that refuses base64 (%#), and from then on at once",
    async (refusal) => {
      const { result, bodies } = await run({ input: ["a", "b"], maxBatchSize: 1 }, [
        refusal,
        answerOf([[1]]),
        answerOf([[2]]),
      ]);
      expect(result.embeddings).toEqual([[1], [2]]);
      expect(bodies).toMatchObject([
        { input: ["a"], encoding_format: "base64" },
        { input: ["a"], encoding_format: "float" },
        { input: ["b"], encoding_format: "float" },
      ]);
    },
  );

  it("does not ask again when the caller chose the format that is refused", async () => {
    const refusal = tooMany("base64 encoding is not currently supported");
    await expect(run({ extraBody: { encoding_format: "base64" } }, [refusal])).rejects.toThrow(
      /base64 encoding is not/,
    );
  });

  it("sends dimensions, user, token ids and extra fields, which win", async () => {
    const { bodies } = await run(
      {
        input: [[1, 2]],
        dimensions: 2,
        user: "u",
        extraBody: { encoding_format: "base64", task: "x" },
      },
      [answerOf([[1, 2]])],
    );
    expect(bodies).toEqual([
      { model, input: [[1, 2]], encoding_format: "base64", dimensions: 2, user: "u", task: "x" },
    ]);
  });

  it("gives vectors, tokens, the model that answered and the response", async () => {
    const reply = answerOf([[1, 2]], { model: "text-embedding-3-small-v2" });
    const { result } = await run({}, [reply]);
    expect(result).toMatchObject({
      embeddings: [[1, 2]],
      usage: { tokens: 1 },
      model: "text-embedding-3-small-v2",
      response: { status: 200 },
    });
  });

  it("sends a model no more texts at once than it is known to take", async () => {
    const input = Array.from({ length: 12 }, (_, index) => `${index}`);
    const vectors = input.map((text) => [Number(text)]);
    const { result, bodies } = await run({ model: "cometapi/text-embedding-v4", input }, [
      answerOf(vectors.slice(0, 10)),
      answerOf(vectors.slice(10)),
    ]);
    expect(result.embeddings).toEqual(vectors);
    expect(bodies).toMatchObject([{ input: input.slice(0, 10) }, { input: input.slice(10) }]);
  });

  it("splits by the size of a batch and adds the tokens up", async () => {
    const { result, bodies } = await run({ input: ["a", "b", "c"], maxBatchSize: 2 }, [
      answerOf([[1], [2]]),
      answerOf([[3]]),
    ]);
    expect(result).toMatchObject({ embeddings: [[1], [2], [3]], usage: { tokens: 3 }, model });
    expect(bodies).toMatchObject([{ input: ["a", "b"] }, { input: ["c"] }]);
  });

  it("refuses vectors whose length changes from batch to batch", async () => {
    const batches = [answerOf([[1, 2]]), answerOf([[1, 2, 3]])];
    await expect(run({ input: ["a", "b"], maxBatchSize: 1 }, batches)).rejects.toMatchObject({
      code: "invalid-response",
      message: expect.stringContaining("one batch have 2 dimensions, those of the next 3"),
      status: 200,
    });
  });

  it.each([
    [
      { base_resp: { status_code: 1008, status_msg: "insufficient balance" }, vectors: null },
      "insufficient-balance",
    ],
    [{ data: [], errors: ["Throttling"], code: "Throttling" }, "rate-limit"],
    [{ error_code: 336003, error_msg: "the max length of current question is exceeded" }, "server"],
  ])("throws the error that came with status 200: %j", async (body, code) => {
    await expect(run({}, [jsonResponse(body)])).rejects.toMatchObject({ code });
  });

  it("does not know the tokens when one request did not say", async () => {
    const { result } = await run({ input: ["a", "b"], maxBatchSize: 1 }, [
      answerOf([[1]]),
      answerOf([[2]], { usage: null }),
    ]);
    expect(result.usage).toEqual({ tokens: undefined });
  });

  it.each([
    tooMany("batch size is invalid, it should not be larger than 10."),
    tooMany("Invalid 'input': array too long. Expected an array with maximum length 2048"),
    tooMany("Requested 310000 tokens, max 300000 tokens per request"),
    tooMany("Request Entity Too Large", 413),
    badRequest("batch size is invalid, it should not be larger than 10."),
    jsonResponse({ error: { message: "x", code: "context_length_exceeded" } }, { status: 400 }),
  ])("sends halves when a server finds it too much (%#), and keeps the size", async (refusal) => {
    const { result, bodies } = await run({ input: ["a", "b", "c", "d", "e"] }, [
      refusal,
      answerOf([[1], [2], [3]]),
      answerOf([[4], [5]]),
    ]);
    expect(result.embeddings).toEqual([[1], [2], [3], [4], [5]]);
    expect(bodies.slice(1)).toMatchObject([{ input: ["a", "b", "c"] }, { input: ["d", "e"] }]);
    expect(result.batchSize).toBe(3);
  });

  it("gives up when a single text is too much", async () => {
    const refusal = () => tooMany("maximum input length is 8191 tokens");
    await expect(run({ input: ["a", "b"] }, [refusal, refusal])).rejects.toMatchObject({
      status: 400,
    });
  });

  it("does not split for a mistake that halves cannot mend", async () => {
    const reply = tooMany("model name is required");
    await expect(run({ input: ["a", "b"] }, [reply])).rejects.toMatchObject({
      code: "invalid-request",
    });
  });

  it("passes the caller's abort reason through", async () => {
    const reason = new Error("enough");
    const { fetch } = createInMemoryFetch(["never"]);
    const dispatcher = new Dispatcher({ apiKey: "sk-test-0123456789abcdef", fetch });
    const signal = AbortSignal.abort(reason);
    await expect(embed(dispatcher, { model, input: ["a", "b"] }, { signal })).rejects.toBe(reason);
  });

  it.each([
    [{ input: [] }, /at least one text/],
    [{ input: "text" }, /must be a list/],
    [{ maxBatchSize: 0 }, /`maxBatchSize`/],
    [{ dimensions: 1.5 }, /`dimensions`/],
    [{ model: " " }, /model id is missing/],
  ])("refuses %j before anything is sent", async (request, message) => {
    // @ts-expect-error callers without types pass some of this
    await expect(run(request, [])).rejects.toMatchObject({
      code: "invalid-argument",
      message: expect.stringMatching(message),
    });
  });
});

describe("normalizeEmbeddings", () => {
  const normalize = (data: unknown, count: number, dimensions?: number) =>
    normalizeEmbeddings({ data }, { count, dimensions }).embeddings;

  it("sorts the vectors by their index", () => {
    const data = [
      { index: 1, embedding: [2] },
      { index: "0", embedding: [1] },
    ];
    expect(normalize(data, 2)).toEqual([[1], [2]]);
  });

  it("takes the order of the list where no index is said", () => {
    expect(normalize([{ embedding: [1] }, { index: null, embedding: [2] }, [3]], 3)).toEqual([
      [1],
      [2],
      [3],
    ]);
  });

  it("decodes vectors that came in base64 all the same", () => {
    const base64 = btoa(String.fromCharCode(...new Uint8Array(new Float32Array([0.5, -2]).buffer)));
    expect(normalize([{ index: 0, embedding: base64 }], 1)).toEqual([[0.5, -2]]);
  });

  it.each([
    ["no list", undefined, 1, /no list `data`/],
    ["too few", [{ embedding: [1] }], 2, /1 embeddings for 2 inputs/],
    [
      "an index twice",
      [
        { index: 0, embedding: [1] },
        { index: 0, embedding: [1] },
      ],
      2,
      /index 0 twice/,
    ],
    ["an index out of range", [{ index: 1, embedding: [1] }], 1, /index 1 for 1 inputs/],
    ["an index that is none", [{ index: "x", embedding: [1] }], 1, /index "x"/],
    ["an empty vector", [{ embedding: [] }], 1, /not a list of numbers/],
    ["a vector of text", [{ embedding: ["1"] }], 1, /not a list of numbers/],
    ["text that is not base64", [{ embedding: "*" }], 1, /not a list of numbers/],
    ["half a number", [{ embedding: btoa("abc") }], 1, /not a list of numbers/],
    [
      "vectors of different length",
      [{ embedding: [1] }, { embedding: [1, 2] }],
      2,
      /2 dimensions instead of 1/,
    ],
  ])("refuses %s", (_, data, count, message) => {
    expect(() => normalize(data, count)).toThrow(
      expect.objectContaining({
        code: "invalid-response",
        message: expect.stringMatching(message),
      }),
    );
  });

  it("refuses vectors of another length than was asked for", () => {
    expect(() => normalize([{ embedding: [1, 2, 3] }], 1, 2)).toThrow(/3 dimensions instead of 2/);
  });

  it("counts total tokens where prompt tokens are not said", () => {
    const body = { data: [[1]], usage: { total_tokens: "7" } };
    expect(normalizeEmbeddings(body, { count: 1, dimensions: undefined }).tokens).toBe(7);
  });

  it("throws nothing but its own error, whatever JSON comes", () => {
    const item = fc.record(
      { index: fc.jsonValue(), embedding: fc.jsonValue() },
      { requiredKeys: [] },
    );
    const body = fc.oneof(
      fc.jsonValue(),
      fc.record({
        data: fc.array(item, { maxLength: 2 }),
        usage: fc.jsonValue(),
        model: fc.jsonValue(),
      }),
    );
    fc.assert(
      fc.property(body, fc.integer({ min: 1, max: 2 }), (value, count) => {
        try {
          normalizeEmbeddings(value, { count, dimensions: undefined });
        } catch (error) {
          if (!CometAPIError.isInstance(error)) throw error;
        }
      }),
    );
  });
});

describe("embed over HTTP", () => {
  const emulator = useEmulator();

  it("gives near vectors for texts that say much the same", async () => {
    const dispatcher = new Dispatcher({
      apiKey: "sk-test-0123456789abcdef",
      baseURL: emulator.url,
    });
    const input = ["the cat sat on the mat", "a cat sat on a mat", "quarterly tax return"];
    const { embeddings, usage } = await embed(dispatcher, { model, input, dimensions: 256 }, {});
    const [first = [], second = [], third = []] = embeddings;
    const dot = (a: number[], b: number[]) =>
      a.reduce((sum, x, index) => sum + x * (b[index] ?? 0), 0);
    expect(embeddings.map((vector) => vector.length)).toEqual([256, 256, 256]);
    expect(dot(first, second)).toBeGreaterThan(dot(first, third));
    expect(usage.tokens).toBeGreaterThan(0);
  });
});
