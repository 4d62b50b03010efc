import type { ReceivedResponse } from "../chat/chat-answer.ts";
import type { JSONObject } from "../json.ts";
import type { Cost } from "../money/cost.ts";
import type { EmbeddingModelId } from "../models/model-ids.ts";

/** Texts to turn into vectors. */
export interface EmbeddingRequest {
  /** Model id, e.g. `text-embedding-3-small`. A leading `cometapi/` is removed. */
  model: EmbeddingModelId;
  /** Texts, or texts as token ids. `text-embedding-3-*` reads at most 8191 tokens of each. */
  input: readonly (string | readonly number[])[];
  /** Length of the vectors. Of CometAPI's documented models only `text-embedding-3-*` take it. */
  dimensions?: number | undefined;
  /** Stable identifier of the end user, for the vendor's abuse monitoring. */
  user?: string | undefined;
  /**
   * Most texts in one request. Default 2048, OpenAI's limit, or less where the model is known to take
   * less. Halved when a server finds it too many.
   */
  maxBatchSize?: number | undefined;
  /** Fields merged into the wire body last. */
  extraBody?: Readonly<JSONObject> | undefined;
}

/** The vectors of the texts, in the order of the texts. */
export interface EmbeddingResult {
  embeddings: number[][];
  usage: {
    /** Input tokens of all requests. Undefined if one of them did not report its count. */
    tokens: number | undefined;
  };
  /** Most texts in one request: `maxBatchSize`, or fewer if a server found that too many. */
  batchSize: number;
  /** The model that answered, as it names itself. */
  model: string;
  /** Headers and request id of the response, of the last one if there were several. */
  response: ReceivedResponse;
  /** What it cost. Only with `includeCost`. */
  charge?: Cost | undefined;
}
