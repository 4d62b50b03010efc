import type { RequestOptions } from "../../config/client-settings.ts";
import type { ClientConfig } from "../../config/resolve-client-config.ts";
import { CometAPIError } from "../../errors/comet-api-error.ts";
import type { Dispatcher } from "../../transport/dispatcher.ts";
import { callForJSON } from "../call-for-json.ts";
import { checkEmbeddingRequest, convertEmbeddingRequest } from "./convert-embedding-request.ts";
import type { EmbeddingRequest, EmbeddingResult } from "./embedding-request.ts";
import { normalizeEmbeddings } from "./normalize-embeddings.ts";

/** OpenAI's limit of inputs in one request. */
const DEFAULT_BATCH_SIZE = 2048;

/**
 * Turns texts into vectors, in as many requests as their number needs. When a server finds a request
 * too large it is sent again in halves, and the smaller size is kept for the rest.
 *
 * @throws {@link CometAPIError} also when an answer does not hold one vector for each text.
 */
export async function embed(
  dispatcher: Dispatcher,
  request: EmbeddingRequest,
  options: RequestOptions,
): Promise<EmbeddingResult> {
  checkEmbeddingRequest(request);
  const config = await dispatcher.resolveConfig(options);
  return embedAll(request.input, request.maxBatchSize ?? DEFAULT_BATCH_SIZE);

  async function embedAll(
    input: EmbeddingRequest["input"],
    size: number,
  ): Promise<EmbeddingResult> {
    const batch = input.slice(0, size);
    const rest = input.slice(size);
    let result: EmbeddingResult;
    try {
      result = await embedBatch(dispatcher, request, batch, config);
    } catch (error) {
      if (batch.length === 1 || !isTooLarge(error)) throw error;
      return embedAll(input, Math.ceil(batch.length / 2));
    }
    return rest.length === 0 ? result : joinResults(result, await embedAll(rest, size));
  }
}

async function embedBatch(
  dispatcher: Dispatcher,
  request: EmbeddingRequest,
  batch: EmbeddingRequest["input"],
  config: ClientConfig,
): Promise<EmbeddingResult> {
  const expected = { count: batch.length, dimensions: request.dimensions };
  const { value, response } = await callForJSON(dispatcher, config, {
    request: {
      method: "POST",
      path: "/v1/embeddings",
      body: convertEmbeddingRequest(request, batch),
    },
    normalize: (body) => normalizeEmbeddings(body, expected),
  });
  const { embeddings, tokens, model = request.model } = value;
  return { embeddings, usage: { tokens }, model, response };
}

function joinResults(first: EmbeddingResult, rest: EmbeddingResult): EmbeddingResult {
  return {
    ...rest,
    embeddings: [...first.embeddings, ...rest.embeddings],
    usage: { tokens: sum(first.usage.tokens, rest.usage.tokens) },
  };
}

function sum(first: number | undefined, rest: number | undefined): number | undefined {
  return first === undefined || rest === undefined ? undefined : first + rest;
}

/**
 * Words with which servers refuse a request for the number of its inputs or of their tokens together,
 * among them OpenAI ("array too long", "max 300000 tokens per request") and Alibaba ("batch size is
 * invalid, it should not be larger than 10"); LiteLLM and mem0 issues 2026.
 */
const SIZE_COMPLAINT =
  /batch ?size|too (?:long|large|many|big)|larger than|tokens per request|max(?:imum)? (?:\w+ )?(?:number|length|batch|inputs?|items?)|at most \d+|exceed/i;

function isTooLarge(error: unknown): boolean {
  if (!CometAPIError.isInstance(error)) return false;
  if (error.status === 413 || error.code === "context-overflow") return true;
  return error.status === 400 && SIZE_COMPLAINT.test(error.message);
}
