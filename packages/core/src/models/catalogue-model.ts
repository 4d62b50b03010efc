import type { JSONObject } from "../json.ts";
import type { ModelPrice } from "./model-price.ts";

/** What a model makes. Other values of the catalogue are kept as they are. */
export type ModelType = "text" | "embedding" | "image" | "audio" | "video" | (string & {});

/** A way to call a model. */
export interface ModelEndpoint {
  /** The catalogue's name, e.g. `openai-chat`. */
  name: string;
  /** Path below the root of the service, e.g. `/v1/chat/completions`. */
  path: string | undefined;
  /** HTTP method, in capitals. */
  method: string | undefined;
}

/**
 * One model of CometAPI's public catalogue. The catalogue informs: a model it lists is not always
 * callable, and one it does not list may be.
 */
export interface CatalogueModel {
  /** The id to put into a request. */
  id: string;
  /** The catalogue's own code; it differs from `id` for some models (`grok-4.5` has `grok-4-5`). */
  code: string;
  /** Name to show. */
  name: string;
  description: string | undefined;
  /** Who made the model. */
  provider: string | undefined;
  type: ModelType;
  /** What it does, as the catalogue names it: `text-to-text`, `image-editing`, … */
  features: string[];
  endpoints: ModelEndpoint[];
  /** Tokens of input and output together. */
  contextWindow: number | undefined;
  maxOutputTokens: number | undefined;
  price: ModelPrice | undefined;
  /** Whether the model is only announced. */
  isUpcoming: boolean;
  createdAt: Date | undefined;
  documentationURL: string | undefined;
  /** The record as it came. */
  raw: JSONObject;
}

/** CometAPI's public catalogue at one moment. */
export interface Catalogue {
  models: CatalogueModel[];
  /** How many models the service says there are. */
  total: number;
  /** Whether all of them were read. */
  isComplete: boolean;
  fetchedAt: Date;
}
