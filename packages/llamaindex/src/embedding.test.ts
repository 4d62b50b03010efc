import { useEmulator } from "@cometapi/testing/emulated";
import { createInMemoryFetch, jsonResponse } from "@cometapi/testing";
import type { EmbeddingInfo } from "@llamaindex/core/embeddings";
import { Settings } from "@llamaindex/core/global";
import { expect, it, vi } from "vitest";
import { CometAPIEmbedding, type CometAPIEmbeddingSettings } from "./index.ts";

const emulator = useEmulator();

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

function createLogger(): {
  logger: NonNullable<CometAPIEmbeddingSettings["logger"]>;
  lines: unknown[];
} {
  const lines: unknown[] = [];
  const log = (line: unknown): void => void lines.push(line);
  return { logger: { log, warn: log, error: log }, lines };
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

it.each([
  ["text-embedding-3-large", [25]],
  ["text-embedding-v4", [10, 10, 5]],
  ["cometapi/text-embedding-v3", [10, 10, 5]],
])("sends %s as many texts at once as it takes", async (model, sizes) => {
  const { embedding, inputs } = createScripted(
    sizes.map(() => answerByNumber),
    { model },
  );
  expect(await embedding.getTextEmbeddingsBatch(texts)).toEqual(vectors);
  expect(inputs().map((input) => Array.isArray(input) && input.length)).toEqual(sizes);
});

it.each([0, -1, 2.5, Number.NaN])("refuses an embedBatchSize of %d", (embedBatchSize) => {
  expect(() => create({ embedBatchSize })).toThrow(
    expect.objectContaining({
      code: "invalid-argument",
      message: expect.stringContaining("must be 1 or a whole number above, not"),
    }),
  );
});

it("refuses an embedBatchSize that was written later", async () => {
  const { embedding } = createScripted([]);
  embedding.embedBatchSize = 0;
  await expect(embedding.getTextEmbeddingsBatch(texts)).rejects.toThrow(/embedBatchSize/);
});

it("logs its progress when asked to", async () => {
  const { embedding } = createScripted([answerByNumber]);
  const { logger, lines } = createLogger();
  await embedding.getTextEmbeddingsBatch(texts, { logger, logProgress: true });
  expect(lines).toEqual(["getting embedding progress: 25 / 25"]);
});

it("is made of a model id, of settings, or of both", () => {
  const model = "text-embedding-3-large";
  expect(new CometAPIEmbedding().model).toBe("text-embedding-3-small");
  expect(new CometAPIEmbedding(model).model).toBe(model);
  expect(new CometAPIEmbedding({ model }).model).toBe(model);
  expect(new CometAPIEmbedding({ modelName: model }).model).toBe(model);
  expect(new CometAPIEmbedding(model, { embedBatchSize: 7 }).embedBatchSize).toBe(7);
  expect(() => new CometAPIEmbedding(model, { model: "text-embedding-v4" })).toThrow(/two models/);
});

it("refuses settings that do not exist or cannot be", () => {
  // @ts-expect-error it is called baseURL
  expect(() => create({ baseUrl: "http://127.0.0.1" })).toThrow(
    /`baseUrl`. Did you mean `baseURL`/,
  );
  // @ts-expect-error it is a number
  expect(() => create({ timeout: "10s" })).toThrow(
    /`timeout` of CometAPIEmbedding must be a number/,
  );
  expect(() => create({ maxConcurrency: 0 })).toThrow(/maxConcurrency/);
});

it("goes through getTextEmbeddings, so that a cache in a subclass holds", async () => {
  class Cached extends CometAPIEmbedding {
    readonly asked: string[][] = [];
    override getTextEmbeddings = async (batch: string[]): Promise<number[][]> => {
      this.asked.push(batch);
      return batch.map(() => [1]);
    };
  }
  const cached = new Cached({ apiKey: "k", baseURL: emulator.url, embedBatchSize: 20 });
  expect(await cached.getTextEmbeddingsBatch(texts)).toEqual(texts.map(() => [1]));
  expect(cached.asked).toEqual([texts.slice(0, 20), texts.slice(20)]);
});

it("cuts texts to what the model reads, and tells of it", async () => {
  const answer = jsonResponse({ data: [{ embedding: [1] }, { embedding: [2] }] });
  const { logger, lines } = createLogger();
  const { embedding, inputs } = createScripted([answer], { logger });
  const long = "word ".repeat(9000);
  await embedding.getTextEmbeddings(["short", long]);
  expect(inputs()).toEqual([["short", long.slice(0, 8191 * 5 - 1)]]);
  expect(lines).toEqual([
    "A text of 45000 characters was cut to 40954: text-embedding-3-small reads 8191 tokens.",
  ]);
});

/** An `embedInfo` as its user writes it, with a name from LlamaIndex's enumeration of tokenizers. */
const counted: EmbeddingInfo = JSON.parse('{"maxTokens":1,"tokenizer":"cl100k_base"}');

it.each<[string, CometAPIEmbeddingSettings, string]>([
  ["what its settings say", { embedInfo: { maxTokens: 2 } }, "on"],
  ["what its settings say, counted by their tokenizer", { embedInfo: counted }, "one"],
  ["nothing where no limit is known", { model: "text-embedding-v4" }, "one two three"],
])("cuts texts to %s", async (_name, settings, input) => {
  const answer = jsonResponse({ data: [{ embedding: [1] }] });
  const { embedding, inputs } = createScripted([answer], {
    ...settings,
    logger: createLogger().logger,
  });
  const encode = (text: string): Uint32Array => Uint32Array.from(new TextEncoder().encode(text));
  const decode = (tokens: Uint32Array): string => String.fromCharCode(...tokens);
  await Settings.withTokenizer({ encode, decode }, () =>
    embedding.getTextEmbedding("one two three"),
  );
  expect(inputs()).toEqual([[input]]);
});

it("cuts texts to an embedInfo that was written later, and tells the console by itself", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  const { embedding, inputs } = createScripted([jsonResponse({ data: [{ embedding: [1] }] })]);
  embedding.embedInfo = { maxTokens: 1 };
  await embedding.getTextEmbeddingsBatch(["one two"]);
  expect(inputs()).toEqual([["one"]]);
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    "A text of 7 characters was cut to 3: text-embedding-3-small reads 1 tokens.",
  );
  warn.mockRestore();
});

it("keeps the size a model was found to take, for the batches to come", async () => {
  const sizes: number[] = [];
  const answer = (request: { body: unknown }): Response => {
    const { length }: string[] = JSON.parse(JSON.stringify(request.body)).input;
    sizes.push(length);
    const message = "batch size is invalid, it should not be larger than 10";
    return length > 10
      ? jsonResponse({ error: { message } }, { status: 400 })
      : answerByNumber(request);
  };
  const replies = Array.from({ length: 99 }, () => answer);
  const { embedding } = createScripted(replies, { embedBatchSize: 20, maxConcurrency: 1 });
  const many = [...texts, ...texts];
  expect(await embedding.getTextEmbeddingsBatch(many)).toEqual([...vectors, ...vectors]);
  expect(sizes).toEqual([20, 10, 10, 10, 10, 10]);
  sizes.length = 0;
  expect(await embedding.getTextEmbeddings(texts)).toEqual(vectors);
  expect(sizes).toEqual([10, 10, 5]);
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
    onUsage: ({ usage, model, api }) => used.push([usage, model, api]),
    signal: controller.signal,
  });
  await embedding.getTextEmbedding("Hello there");
  const inputs = { inputTokens: expect.any(Number) };
  expect(used).toEqual([[inputs, "text-embedding-3-small", "embeddings"]]);
  controller.abort(new Error("enough"));
  await expect(embedding.getTextEmbeddingsBatch(["a"])).rejects.toThrow("enough");
});
