import {
  CometAPIClient,
  CometAPIError,
  type EmbeddingModelId,
  type JSONObject,
  largestEmbeddingBatch,
} from "@cometapi/core";
import { BaseEmbedding, type BaseEmbeddingOptions } from "@llamaindex/core/embeddings";
import { type CometAPIConnectionSettings, resolveClientSettings } from "./connection-settings.ts";

const DEFAULT_CONCURRENCY = 4;

const DEFAULT_BATCH_SIZE = 100;

/**
 * Settings of {@link CometAPIEmbedding}. Everything is optional. There are no fallback models: vectors
 * of two models cannot be compared.
 */
export interface CometAPIEmbeddingSettings extends Omit<
  CometAPIConnectionSettings,
  "fallbackModels" | "onFallback"
> {
  /** Model id as CometAPI knows it. Default `text-embedding-3-small`. */
  model?: EmbeddingModelId | undefined;
  /** Length of the vectors, for models that can shorten them (`text-embedding-3-*`). */
  dimensions?: number | undefined;
  /**
   * Most texts in one request: 1 or a whole number above. Default 100, or what the model takes where
   * that is less. A batch a model finds too large is sent again in halves, and the next are no larger.
   */
  embedBatchSize?: number | undefined;
  /** Most requests under way at once: 1 or a whole number above. Default 4. */
  maxConcurrency?: number | undefined;
  /** Stable identifier of the end user. */
  user?: string | undefined;
  /** Fields of the request body that have no option here, in the API's own spelling. They win. */
  additionalKwargs?: Readonly<JSONObject> | undefined;
  /** Ends all calls. Its reason is thrown as it is. */
  signal?: AbortSignal | undefined;
  /** Told the input tokens of every answer that reports them. What it throws, the call throws. */
  onUsage?: ((tokens: number, model: string) => void) | undefined;
}

/**
 * An embedding model of CometAPI, for `Settings.embedModel`, indexes and retrievers.
 *
 * Vectors are in the order of their texts and checked: one for each, all of one length. Failures are
 * `CometAPIError`; creating one throws only at a `maxConcurrency` that is no whole number from 1.
 */
export class CometAPIEmbedding extends BaseEmbedding {
  /** Model id as it was given. */
  readonly model: string;
  readonly #settings: CometAPIEmbeddingSettings;
  readonly #client: CometAPIClient;
  /** What a server has been found to take in one request. */
  #largestBatch = Number.POSITIVE_INFINITY;

  constructor(settings: CometAPIEmbeddingSettings = {}) {
    super();
    this.model = settings.model ?? "text-embedding-3-small";
    this.embedBatchSize =
      settings.embedBatchSize ?? Math.min(DEFAULT_BATCH_SIZE, largestEmbeddingBatch(this.model));
    this.#settings = settings;
    this.#client = new CometAPIClient({
      ...resolveClientSettings(settings),
      maxConcurrency: settings.maxConcurrency ?? DEFAULT_CONCURRENCY,
    });
  }

  /** The vector of one text. */
  override async getTextEmbedding(text: string): Promise<number[]> {
    const [embedding = []] = await this.#embed([text], this.#settings.signal);
    return embedding;
  }

  /** The vectors of texts, in one request where the model takes so many. */
  // The base class assigns a property of this name, which would hide a method.
  override getTextEmbeddings: (texts: string[]) => Promise<number[][]> = (texts) =>
    this.#embed(texts, this.#settings.signal);

  /**
   * The vectors of any number of texts, in batches, several at once.
   *
   * @throws CometAPIError `invalid-argument` for an `embedBatchSize` that is no whole number from 1.
   */
  override async getTextEmbeddingsBatch(
    texts: string[],
    { progressCallback, logProgress, logger = console }: BaseEmbeddingOptions = {},
  ): Promise<number[][]> {
    checkBatchSize(this.embedBatchSize);
    const all = [...texts];
    const failure = new AbortController();
    const { signal = failure.signal, maxConcurrency = DEFAULT_CONCURRENCY } = this.#settings;
    const anySignal = AbortSignal.any([signal, failure.signal]);
    const embeddings: number[][] = [];
    let begun = 0;
    let done = 0;
    // A batch is cut when its turn comes: by then it may be known that they must be smaller.
    const embedRest = async (): Promise<void> => {
      while (begun < all.length) {
        const start = begun;
        const batch = all.slice(start, start + this.#batchSize);
        begun += batch.length;
        const vectors = await this.#embed(batch, anySignal);
        for (const [index, vector] of vectors.entries()) embeddings[start + index] = vector;
        done += batch.length;
        progressCallback?.(done, all.length);
        if (logProgress) logger.log(`getting embedding progress: ${done} / ${all.length}`);
      }
    };
    try {
      await Promise.all(Array.from({ length: Math.min(maxConcurrency, all.length) }, embedRest));
      return embeddings;
    } catch (error) {
      // The others would be paid for and thrown away.
      failure.abort(error);
      throw error;
    }
  }

  async #embed(input: string[], signal: AbortSignal | undefined): Promise<number[][]> {
    if (input.length === 0) return [];
    const { dimensions, user, additionalKwargs, onUsage } = this.#settings;
    const request = { model: this.model, dimensions, user, extraBody: additionalKwargs };
    const maxBatchSize = this.#batchSize;
    const { embeddings, usage, model, batchSize } = await this.#client.embed(
      { ...request, input: [...input], maxBatchSize },
      { signal },
    );
    if (batchSize < maxBatchSize) this.#largestBatch = Math.min(this.#largestBatch, batchSize);
    if (usage.tokens !== undefined) onUsage?.(usage.tokens, model);
    return embeddings;
  }

  get #batchSize(): number {
    checkBatchSize(this.embedBatchSize);
    return Math.min(this.embedBatchSize, this.#largestBatch);
  }
}

// The property can be written at any time.
function checkBatchSize(size: number): void {
  if (Number.isInteger(size) && size >= 1) return;
  throw new CometAPIError({
    code: "invalid-argument",
    message: `\`embedBatchSize\` must be 1 or a whole number above, not ${size}.`,
  });
}
