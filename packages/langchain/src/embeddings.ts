import {
  checkSettings,
  type CometAPIClient,
  parseModelId,
  type EmbeddingModelId,
  type SettingRules,
  settingRules,
} from "@cometapi/core";
import { Embeddings, type EmbeddingsParams } from "@langchain/core/embeddings";
import { chunkArray } from "@langchain/core/utils/chunk_array";
import {
  callerRules,
  type ConnectionSettings,
  connectionSettingRules,
  createClient,
} from "./connection-settings.ts";
import { throwUnlessRetryable, toLangChainError } from "./errors.ts";

/** Settings of `CometAPIEmbeddings` besides the model id. */
export interface CometAPIEmbeddingsOptions extends EmbeddingsParams, ConnectionSettings {
  /** Length of the vectors. Of CometAPI's documented models only `text-embedding-3-*` take it. */
  dimensions?: number | undefined;
  /** Most texts in one request. Default 512. Core halves a batch that a server finds too large. */
  batchSize?: number | undefined;
  /** Whether line breaks are replaced by spaces, which old models wanted. Default false. */
  stripNewLines?: boolean | undefined;
  /** Stable identifier of the end user, for the vendor's abuse monitoring. */
  user?: string | undefined;
}

/** Settings of `CometAPIEmbeddings` in one object. */
export interface CometAPIEmbeddingsSettings extends CometAPIEmbeddingsOptions {
  /** Model id, e.g. `text-embedding-3-small`. */
  model: EmbeddingModelId;
}

/** A rule for every setting of `CometAPIEmbeddings`, those of LangChain's base class included. */
const embeddingsSettingRules: SettingRules<CometAPIEmbeddingsSettings> = {
  ...connectionSettingRules,
  ...callerRules,
  model: settingRules.string,
  dimensions: settingRules.size,
  batchSize: settingRules.size,
  stripNewLines: settingRules.boolean,
  user: settingRules.string,
};

const DEFAULT_BATCH_SIZE = 512;

/**
 * CometAPI's embedding models in LangChain, for vector stores and retrievers.
 *
 * ```ts
 * const embeddings = new CometAPIEmbeddings("text-embedding-3-small");
 * const vectors = await embeddings.embedDocuments(["Hello", "World"]);
 * ```
 *
 * Texts are sent in batches, as many at once as `maxConcurrency` allows. A failure that may pass is tried
 * again up to `maxRetries` times (LangChain's default: 6). The key is found as for `ChatCometAPI`.
 */
export class CometAPIEmbeddings extends Embeddings {
  /** Model id as CometAPI knows it. */
  readonly model: string;
  /** Length of the vectors, when one was asked for. */
  readonly dimensions: number | undefined;
  readonly batchSize: number;
  readonly stripNewLines: boolean;
  readonly #user: string | undefined;
  readonly #client: CometAPIClient;

  /** @throws {CometAPIError} `invalid-argument` without a model, and for a setting that does not exist or has a wrong value. */
  constructor(model: EmbeddingModelId, options?: CometAPIEmbeddingsOptions);
  constructor(settings: CometAPIEmbeddingsSettings);
  constructor(
    modelOrSettings: string | CometAPIEmbeddingsSettings,
    options: CometAPIEmbeddingsOptions = {},
  ) {
    const isNamed = typeof modelOrSettings === "string";
    checkSettings(
      "CometAPIEmbeddings",
      isNamed ? options : modelOrSettings,
      embeddingsSettingRules,
    );
    const settings = isNamed ? { ...options, model: modelOrSettings } : modelOrSettings;
    super({ ...settings, onFailedAttempt: settings.onFailedAttempt ?? throwUnlessRetryable });
    this.model = parseModelId(settings.model);
    this.dimensions = settings.dimensions;
    this.batchSize = settings.batchSize ?? DEFAULT_BATCH_SIZE;
    this.stripNewLines = settings.stripNewLines ?? false;
    this.#user = settings.user;
    this.#client = createClient(settings);
  }

  /** The vectors of some texts, in the order of the texts. */
  override async embedDocuments(documents: string[]): Promise<number[][]> {
    const batches = chunkArray(
      documents.map((text) => this.#prepare(text)),
      this.batchSize,
    );
    const vectors = await Promise.all(batches.map((batch) => this.#embed(batch)));
    return vectors.flat();
  }

  /** The vector of one text, such as a question. */
  override async embedQuery(document: string): Promise<number[]> {
    const [vector = []] = await this.#embed([this.#prepare(document)]);
    return vector;
  }

  #prepare(text: string): string {
    return this.stripNewLines ? text.replaceAll("\n", " ") : text;
  }

  async #embed(input: string[]): Promise<number[][]> {
    try {
      const { embeddings } = await this.caller.call(() =>
        this.#client.embed({
          model: this.model,
          input,
          dimensions: this.dimensions,
          user: this.#user,
        }),
      );
      return embeddings;
    } catch (error) {
      throw toLangChainError(error);
    }
  }
}
