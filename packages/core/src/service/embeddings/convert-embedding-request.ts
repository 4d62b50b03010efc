import type { JSONObject } from "../../json.ts";
import { parseModelId } from "../../models/parse-model-id.ts";
import { invalidArgument } from "../invalid-answer.ts";
import type { EmbeddingRequest } from "./embedding-request.ts";

/**
 * The wire body for some of the texts of a request. Vectors are asked for as numbers: the base64 some
 * clients ask for is decoded to vectors of the wrong length by servers that ignore the field.
 */
export function convertEmbeddingRequest(
  request: EmbeddingRequest,
  batch: EmbeddingRequest["input"],
): JSONObject {
  return {
    model: parseModelId(request.model),
    input: batch.map((text) => (typeof text === "string" ? text : [...text])),
    encoding_format: "float",
    dimensions: request.dimensions,
    user: request.user,
    ...request.extraBody,
  };
}

/**
 * Refuses what cannot be embedded, before anything is sent.
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
