import type { JSONObject } from "../json.ts";
import { parseModelId } from "../models/parse-model-id.ts";
import { invalidArgument } from "../errors/invalid-answer.ts";
import type { EmbeddingRequest } from "./embedding-request.ts";

/** How the numbers of a vector are written. Both forms are read, whichever was asked for. */
export type EncodingFormat = "base64" | "float";

/** OpenAI's own models, for which CometAPI documents both formats. */
const OPENAI_MODEL = /^text-embedding-(?:3-|ada-)/;

/**
 * The format to ask a model for. Base64 takes less than half of the bytes and of the time, but servers of
 * other vendors refuse it or fail with it.
 */
export function chooseEncodingFormat(model: string): EncodingFormat {
  return OPENAI_MODEL.test(parseModelId(model)) ? "base64" : "float";
}

/** The wire body for some of the texts of a request. */
export function convertEmbeddingRequest(
  request: EmbeddingRequest,
  batch: EmbeddingRequest["input"],
  format: EncodingFormat,
): JSONObject {
  return {
    model: parseModelId(request.model),
    input: batch.map((text) => (typeof text === "string" ? text : [...text])),
    encoding_format: format,
    dimensions: request.dimensions,
    user: request.user,
    ...request.extraBody,
  };
}

/**
 * Checks a request before anything is sent.
 *
 * @throws {@link CometAPIError} `invalid-argument`.
 */
export function checkEmbeddingRequest({ input, maxBatchSize, dimensions }: EmbeddingRequest): void {
  if (!Array.isArray(input)) {
    throw invalidArgument("`input` must be a list of texts, also for a single one: `[text]`.");
  }
  if (input.length === 0) throw invalidArgument("`input` must hold at least one text.");
  checkCount("maxBatchSize", maxBatchSize);
  checkCount("dimensions", dimensions);
}

function checkCount(option: string, count: number | undefined): void {
  if (count === undefined || (Number.isInteger(count) && count >= 1)) return;
  throw invalidArgument(`\`${option}\` must be 1 or a whole number above, not ${count}.`);
}
