import { CometAPIClient, type JSONObject, type EmbeddingModelId } from "@cometapi/core";
import { BaseEmbedding, type BaseEmbeddingOptions } from "@llamaindex/core/embeddings";
import { type CometAPIConnectionSettings, resolveClientSettings } from "./connection-settings.ts";

/** Settings of {@link CometAPIEmbedding}. Everything is optional. */
export interface CometAPIEmbeddingSettings extends CometAPIConnectionSettings {
  /** Model id as CometAPI knows it. Default `text-embedding-3-small`. */
  model?: EmbeddingModelId | undefined;
  /** Length of the vectors, for models that can shorten them (`text-embedding-3-*`). */
  dimensions?: number | undefined;
  /**
   * Most texts in one request. Default 100. A batch a model finds too large is sent again in halves.
   */
  embedBatchSize?: number | undefined;
  /** Most requests under way at once. Default 4. */
  maxConcurrency?: number | undefined;
  /** Stable identifier of the end user. */
  user?: string | undefined;
  /** Fields of the request body that have no option here, in the API's own spelling. They win. */
  additionalKwargs?: Readonly<JSONObject> | undefined;
  /** Ends all calls. Its reason is thrown as it is. */
  signal?: AbortSignal | undefined;
  /** Told the input tokens of every answer that reports them. */
  onUsage?: ((tokens: number, model: string) => void) | undefined;
}

/**
 * An embedding model of CometAPI, for `Settings.embedModel`, indexes and retrievers.
 *
 * Vectors are in the order of their texts and checked: one for each, all of one length. Failures are
 * `CometAPIError`; creating one never throws.
 */
export class CometAPIEmbedding extends BaseEmbedding {
  /** Model id as it was given. */
  readonly model: string;
  readonly #settings: CometAPIEmbeddingSettings;
  readonly #client: CometAPIClient;

  constructor(settings: CometAPIEmbeddingSettings = {}) {
    super();
    this.model = settings.model ?? "text-embedding-3-small";
    this.embedBatchSize = settings.embedBatchSize ?? 100;
    this.#settings = settings;
    this.#client = new CometAPIClient({
      ...resolveClientSettings(settings),
      maxConcurrency: settings.maxConcurrency ?? 4,
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

  /** The vectors of any number of texts, in batches, several at once. */
  override async getTextEmbeddingsBatch(
    texts: string[],
    { progressCallback }: BaseEmbeddingOptions = {},
  ): Promise<number[][]> {
    const failure = new AbortController();
    const { signal = failure.signal } = this.#settings;
    const anySignal = AbortSignal.any([signal, failure.signal]);
    let done = 0;
    const batches = splitBatches(texts, this.embedBatchSize).map(async (batch) => {
      const embeddings = await this.#embed(batch, anySignal);
      done += batch.length;
      progressCallback?.(done, texts.length);
      return embeddings;
    });
    try {
      return (await Promise.all(batches)).flat();
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
    const { embeddings, usage, model } = await this.#client.embed(
      { ...request, input: [...input], maxBatchSize: this.embedBatchSize },
      { signal },
    );
    if (usage.tokens !== undefined) onUsage?.(usage.tokens, model);
    return embeddings;
  }
}

function splitBatches(texts: readonly string[], size: number): string[][] {
  const batches: string[][] = [];
  for (let start = 0; start < texts.length; start += size) {
    batches.push(texts.slice(start, start + size));
  }
  return batches;
}
