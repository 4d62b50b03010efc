import { parseModelId } from "../models/parse-model-id.ts";

/**
 * Most tokens of one text that an embedding model reads, where that is known; a longer text fails the
 * request. OpenAI's models read 8191, counted by `cl100k_base`; its embeddings guide, read 2026-11.
 */
export function findEmbeddingTokenLimit(model: string): number | undefined {
  return /^text-embedding-(?:3-|ada-002)/.test(parseModelId(model)) ? 8191 : undefined;
}
