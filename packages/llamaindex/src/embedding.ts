import {
  checkSettings,
  CometAPIClient,
  type EmbeddingModelId,
  findEmbeddingTokenLimit,
  largestEmbeddingBatch,
} from "@cometapi/core";
import { BaseEmbedding, type BaseEmbeddingOptions } from "@llamaindex/core/embeddings";
import { Settings } from "@llamaindex/core/global";
import { cutText } from "./cut-text.ts";
import { resolveClientSettings } from "./settings/connection-settings.ts";
import {
  type CometAPIEmbeddingSettings,
  embeddingSettingRules,
  resolveEmbeddingSettings,
} from "./settings/embedding-settings.ts";

const DEFAULT_CONCURRENCY = 4;

const DEFAULT_BATCH_SIZE = 100;

/**
 * An embedding model of CometAPI, for `Settings.embedModel`, indexes and retrievers.
 *
 * Vectors are in the order of their texts and checked: one for each, all of one length. Failures are
 * `CometAPIError`.
 */
export class CometAPIEmbedding extends BaseEmbedding {
  /** Model id as it was given. */
  readonly model: string;
  readonly #settings: CometAPIEmbeddingSettings;
  readonly #client: CometAPIClient;
  /** The signal of each batch, by its texts: `getTextEmbeddings` takes nothing else. */
  readonly #signals = new WeakMap<readonly string[], AbortSignal>();
  /** The most texts in one request that the server was found to take. */
  #largestBatch = Number.POSITIVE_INFINITY;

  /** @throws CometAPIError `invalid-argument` for a setting that does not exist or cannot be. */
  constructor(settings?: CometAPIEmbeddingSettings);
  constructor(model: EmbeddingModelId, settings?: CometAPIEmbeddingSettings);
  constructor(
    modelOrSettings?: EmbeddingModelId | CometAPIEmbeddingSettings,
    more?: CometAPIEmbeddingSettings,
  ) {
    super();
    const settings = resolveEmbeddingSettings(modelOrSettings, more);
    this.model = settings.model;
    this.embedBatchSize =
      settings.embedBatchSize ?? Math.min(DEFAULT_BATCH_SIZE, largestEmbeddingBatch(this.model));
    const maxTokens = findEmbeddingTokenLimit(this.model);
    const embedInfo = settings.embedInfo ?? (maxTokens === undefined ? undefined : { maxTokens });
    if (embedInfo !== undefined) this.embedInfo = embedInfo;
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
    this.#embed(texts, this.#signals.get(texts) ?? this.#settings.signal);

  /** Texts cut to what the model reads of each: `embedInfo.maxTokens`. */
  override truncateMaxTokens(input: string[]): string[] {
    const { maxTokens, tokenizer } = this.embedInfo ?? {};
    if (tokenizer !== undefined) return super.truncateMaxTokens(input);
    if (maxTokens === undefined) return input;
    return input.map((text) => cutText(text, maxTokens, Settings.tokenizer));
  }

  /**
   * The vectors of any number of texts. They are sent in batches, several at the same time, each by
   * `getTextEmbeddings`.
   *
   * @throws CometAPIError `invalid-argument` for an `embedBatchSize` that is not a whole number from 1.
   */
  override async getTextEmbeddingsBatch(
    texts: string[],
    {
      progressCallback,
      logProgress,
      logger = this.#settings.logger ?? console,
    }: BaseEmbeddingOptions = {},
  ): Promise<number[][]> {
    const all = [...texts];
    const failure = new AbortController();
    const { signal = failure.signal, maxConcurrency = DEFAULT_CONCURRENCY } = this.#settings;
    const anySignal = AbortSignal.any([signal, failure.signal]);
    const embeddings: number[][] = [];
    let begun = 0;
    let done = 0;
    // A batch is formed only when its turn comes: by then the server may have asked for smaller ones.
    const embedRest = async (): Promise<void> => {
      while (begun < all.length) {
        const start = begun;
        const batch = all.slice(start, start + this.#batchSize);
        begun += batch.length;
        this.#signals.set(batch, anySignal);
        const vectors = await this.getTextEmbeddings(batch);
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
      // The other batches would be charged and not used.
      failure.abort(error);
      throw error;
    }
  }

  async #embed(input: string[], signal: AbortSignal | undefined): Promise<number[][]> {
    if (input.length === 0) return [];
    const { dimensions, user, extraBody } = this.#settings;
    const request = { model: this.model, dimensions, user, extraBody };
    const maxBatchSize = this.#batchSize;
    const { embeddings, batchSize } = await this.#client.embed(
      { ...request, input: this.#fit(input), maxBatchSize },
      { signal },
    );
    if (batchSize < maxBatchSize) this.#largestBatch = Math.min(this.#largestBatch, batchSize);
    return embeddings;
  }

  /** The texts as the model can read them. Those that had to be cut are reported to the logger. */
  #fit(texts: string[]): string[] {
    const { logger = console } = this.#settings;
    const fitting = this.truncateMaxTokens([...texts]);
    for (const [index, text] of fitting.entries()) {
      const { length } = texts[index] ?? "";
      if (text.length >= length) continue;
      const limit = this.embedInfo?.maxTokens;
      const reason = limit === undefined ? "" : `: ${this.model} reads ${limit} tokens`;
      logger.warn(`A text of ${length} characters was cut to ${text.length}${reason}.`);
    }
    return fitting;
  }

  get #batchSize(): number {
    // The property can be written at any time.
    checkSettings(
      "CometAPIEmbedding",
      { embedBatchSize: this.embedBatchSize },
      embeddingSettingRules,
    );
    return Math.min(this.embedBatchSize, this.#largestBatch);
  }
}
