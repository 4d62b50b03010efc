import { parseModelId } from "../models/parse-model-id.ts";

/** OpenAI's limit. Also tried for models with an unknown limit. */
const DEFAULT_SIZE = 2048;

/**
 * Most texts a model takes in one request. Alibaba's take 10: "batch size is invalid, it should not be
 * larger than 10" (LiteLLM and mem0 issues, 2026).
 */
export function largestEmbeddingBatch(model: string): number {
  return /^text-embedding-v\d/.test(parseModelId(model)) ? 10 : DEFAULT_SIZE;
}
