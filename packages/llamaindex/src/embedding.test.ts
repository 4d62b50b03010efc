import { type Emulator, startEmulator } from "@cometapi/emulator";
import { createInMemoryFetch, jsonResponse } from "@cometapi/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CometAPIEmbedding, type CometAPIEmbeddingSettings } from "./index.ts";

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ port: 0 });
});
afterAll(() => emulator.close());

function create(settings: CometAPIEmbeddingSettings = {}): CometAPIEmbedding {
  return new CometAPIEmbedding({ apiKey: "k", baseURL: emulator.url, ...settings });
}

function createScripted(
  replies: Parameters<typeof createInMemoryFetch>[0],
  settings: CometAPIEmbeddingSettings = {},
): { embedding: CometAPIEmbedding; inputs: () => unknown[] } {
  const { fetch, requests } = createInMemoryFetch(replies);
  return {
    embedding: new CometAPIEmbedding({ apiKey: "k", fetch, maxRetries: 0, ...settings }),
    inputs: () =>
      requests.map(({ body }) =>
        typeof body === "object" && body !== null && "input" in body ? body.input : undefined,
      ),
  };
}

/** Vectors that tell by their number which text they are of: `text 7` has [7]. */
function answerByNumber({ body }: { body: unknown }): Response {
  const input: string[] = JSON.parse(JSON.stringify(body)).input;
  const data = input.map((text, index) => ({ index, embedding: [Number(text.slice(5))] }));
  return jsonResponse({ data: data.toReversed(), usage: { total_tokens: input.length } });
}

const texts = Array.from({ length: 25 }, (_value, index) => `text ${index}`);
const vectors = texts.map((_text, index) => [index]);

it("puts texts that share words near each other", async () => {
  const embedding = create();
  const [harbour, port, bread] = await embedding.getTextEmbeddings([
    "The harbour of Sandvik is old",
    "An old harbour lies in Sandvik",
    "Bread is baked in the morning",
  ]);
  const query = harbour ?? [];
  expect(embedding.similarity(query, port ?? [])).toBeGreaterThan(
    embedding.similarity(query, bread ?? []),
  );
  expect(await embedding.getTextEmbedding("The harbour of Sandvik is old")).toEqual(harbour);
  const detail = { type: "text" as const, text: "The harbour of Sandvik is old" };
  expect(await embedding.getQueryEmbedding(detail)).toEqual(harbour);
});

it("sends the model, the dimensions and nothing that was not set", async () => {
  const embedding = create({ dimensions: 64 });
  expect(await embedding.getTextEmbedding("Hello")).toHaveLength(64);
  expect(emulator.requests.at(-1)?.body).toEqual({
    model: "text-embedding-3-small",
    input: ["Hello"],
    encoding_format: "base64",
    dimensions: 64,
  });
});

it("keeps the order of the texts, over batches that run at once and answers in disorder", async () => {
  const { embedding, inputs } = createScripted([answerByNumber, answerByNumber, answerByNumber], {
    embedBatchSize: 10,
  });
  const progress: number[] = [];
  const progressCallback = (done: number): void => void progress.push(done);
  const caller = [...texts];
  const embeddings = embedding.getTextEmbeddingsBatch(caller, { progressCallback });
  caller.length = 0;
  expect(await embeddings).toEqual(vectors);
  expect(inputs().map((input) => Array.isArray(input) && input.length)).toEqual([10, 10, 5]);
  expect(progress.at(-1)).toBe(25);
});

it("never has more requests under way than it may", async () => {
  let underWay = 0;
  let most = 0;
  const slowly = async (request: { body: unknown }): Promise<Response> => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
    underWay--;
    return answerByNumber(request);
  };
  const replies = Array.from({ length: 25 }, () => slowly);
  const { embedding } = createScripted(replies, { embedBatchSize: 1, maxConcurrency: 3 });
  expect(await embedding.getTextEmbeddingsBatch(texts)).toEqual(vectors);
  expect(most).toBe(3);
});

it("halves a batch the model finds too large", async () => {
  const tooLarge = jsonResponse(
    { error: { message: "batch size is invalid, it should not be larger than 10" } },
    { status: 400 },
  );
  const { embedding, inputs } = createScripted([tooLarge, answerByNumber, answerByNumber], {
    embedBatchSize: 20,
  });
  expect(await embedding.getTextEmbeddingsBatch(texts.slice(0, 20))).toEqual(vectors.slice(0, 20));
  expect(inputs().map((input) => Array.isArray(input) && input.length)).toEqual([20, 10, 10]);
});

it("refuses an answer with too few vectors", async () => {
  const { embedding } = createScripted([jsonResponse({ data: [{ index: 0, embedding: [1] }] })]);
  await expect(embedding.getTextEmbeddings(["a", "b"])).rejects.toMatchObject({
    code: "invalid-response",
  });
});

it("gives up the other batches when one fails", async () => {
  const signals: AbortSignal[] = [];
  const failing = jsonResponse({ error: { message: "no" } }, { status: 401 });
  const waiting = ({ signal }: { signal: AbortSignal | undefined }): Promise<Response> => {
    if (signal !== undefined) signals.push(signal);
    return new Promise(() => {});
  };
  const { embedding } = createScripted([waiting, () => failing], { embedBatchSize: 20 });
  await expect(embedding.getTextEmbeddingsBatch(texts)).rejects.toMatchObject({ status: 401 });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});

it("embeds nothing without asking anybody", async () => {
  expect(await createScripted([]).embedding.getTextEmbeddingsBatch([])).toEqual([]);
});

it("tells the usage to onUsage and ends by its signal", async () => {
  const used: unknown[] = [];
  const controller = new AbortController();
  const embedding = create({
    onUsage: (tokens, model) => used.push([tokens, model]),
    signal: controller.signal,
  });
  await embedding.getTextEmbedding("Hello there");
  expect(used).toEqual([[expect.any(Number), expect.stringContaining("text-embedding")]]);
  controller.abort(new Error("enough"));
  await expect(embedding.getTextEmbeddingsBatch(["a"])).rejects.toThrow("enough");
});
