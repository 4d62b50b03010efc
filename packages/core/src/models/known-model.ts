import type { ModelPrice } from "./model-price.ts";

/** What a known model is for; it decides which of the model id types lists it. */
export type KnownModelType =
  | "chat"
  | "embedding"
  | "image"
  | "speech"
  | "transcription"
  | "video"
  | "other";

/** One model of the table that comes with this package. */
export interface KnownModel {
  /** The id to put into a request. */
  id: string;
  /** The catalogue's own code, where it differs from the id. */
  code?: string | undefined;
  type: KnownModelType;
  /** Who made the model. */
  provider?: string | undefined;
  /** Tokens of input and output together. */
  contextWindow?: number | undefined;
  /** Most tokens in one answer, reasoning included. */
  maxOutputTokens?: number | undefined;
  price?: ModelPrice | undefined;
  /** Where the row comes from. */
  source: string;
}
