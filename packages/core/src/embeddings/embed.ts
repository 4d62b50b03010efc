import type { RequestOptions } from "../config/client-settings.ts";
import type { ClientConfig } from "../config/resolve-client-config.ts";
import { CometAPIError } from "../errors/comet-api-error.ts";
import { copyError } from "../errors/copy-error.ts";
import { invalidAnswer } from "../errors/invalid-answer.ts";
import { isRefusal } from "../errors/is-refusal.ts";
import type { JSONObject } from "../json.ts";
import { addCosts } from "../money/add-costs.ts";
import { parseModelId } from "../models/parse-model-id.ts";
import type { Dispatcher } from "../transport/dispatcher.ts";
import { callForJSON } from "../transport/call-for-json.ts";
import {
  checkEmbeddingRequest,
  chooseEncodingFormat,
  convertEmbeddingRequest,
  type EncodingFormat,
} from "./convert-embedding-request.ts";
import type { EmbeddingRequest, EmbeddingResult } from "./embedding-request.ts";
import { largestEmbeddingBatch } from "./largest-embedding-batch.ts";
import { normalizeEmbeddings } from "./normalize-embeddings.ts";

/**
 * Turns texts into vectors, in as many requests as their number needs. A request that the server finds too
 * large is sent again in halves. If the server refuses base64, numbers are asked for. What helped is used for
 * the remaining requests too.
 *
 * @throws {@link CometAPIError} also when an answer does not hold one vector for each text, or another
 * batch has vectors of another length.
 */
export async function embed(
  dispatcher: Dispatcher,
  request: EmbeddingRequest,
  options: RequestOptions,
): Promise<EmbeddingResult> {
  checkEmbeddingRequest(request);
  const config = await dispatcher.resolveConfig(options);
  return embedAll(request.input, {
    size: request.maxBatchSize ?? largestEmbeddingBatch(request.model),
    format: chooseEncodingFormat(request.model),
  });

  async function embedAll(
    input: EmbeddingRequest["input"],
    manner: Manner,
  ): Promise<EmbeddingResult> {
    const batch = input.slice(0, manner.size);
    const rest = input.slice(manner.size);
    let result: EmbeddingResult;
    try {
      const body = convertEmbeddingRequest(request, batch, manner.format);
      const answer = await embedBatch(dispatcher, body, { ...request, input: batch }, config);
      result = { ...answer, batchSize: manner.size };
    } catch (error) {
      if (manner.format === "base64" && refusesBase64(error) && !choosesFormat(request)) {
        return embedAll(input, { ...manner, format: "float" });
      }
      if (batch.length === 1 || !isTooLarge(error)) throw error;
      return embedAll(input, { ...manner, size: Math.ceil(batch.length / 2) });
    }
    return rest.length === 0 ? result : joinResults(result, await embedAll(rest, manner));
  }
}

/** How a server takes requests. It is adjusted when the server refuses one. */
interface Manner {
  /** Most texts in one request. */
  size: number;
  format: EncodingFormat;
}

async function embedBatch(
  dispatcher: Dispatcher,
  body: JSONObject,
  { input, dimensions, ...request }: EmbeddingRequest,
  config: ClientConfig,
): Promise<Omit<EmbeddingResult, "batchSize">> {
  const expected = { count: input.length, dimensions };
  const model = parseModelId(request.model);
  const callMeter = await dispatcher.metering.meterCall({ model, api: "embeddings", body }, config);
  const { value, response } = await callForJSON(dispatcher, config, {
    request: { method: "POST", path: "/v1/embeddings", model, body, callMeter },
    normalize: (answer) => normalizeEmbeddings(answer, expected),
  });
  const { embeddings, tokens, model: answering = request.model } = value;
  const charge = await callMeter?.settle({ inputTokens: tokens ?? null }, response.requestId);
  return { embeddings, usage: { tokens }, ...(charge && { charge }), model: answering, response };
}

function joinResults(first: EmbeddingResult, rest: EmbeddingResult): EmbeddingResult {
  checkLengths(first, rest);
  return {
    ...rest,
    embeddings: [...first.embeddings, ...rest.embeddings],
    usage: { tokens: sum(first.usage.tokens, rest.usage.tokens) },
    ...(first.charge && rest.charge && { charge: addCosts(first.charge, rest.charge) }),
  };
}

/** A relay may send each batch to another server. Vectors of different lengths do not fit into one index. */
function checkLengths({ embeddings: [first] }: EmbeddingResult, rest: EmbeddingResult): void {
  const [other] = rest.embeddings;
  if (first === undefined || other === undefined || first.length === other.length) return;
  const { status, requestId } = rest.response;
  throw copyError(
    invalidAnswer(
      `the embeddings of one batch have ${first.length} dimensions, those of the next ${other.length}`,
    ),
    { status, requestId },
  );
}

function sum(first: number | undefined, rest: number | undefined): number | undefined {
  return first === undefined || rest === undefined ? undefined : first + rest;
}

/**
 * Messages with which servers refuse a request because of the number of its inputs or of all their tokens,
 * among them OpenAI ("array too long", "max 300000 tokens per request") and Alibaba ("batch size is
 * invalid, it should not be larger than 10"); LiteLLM and mem0 issues 2026.
 */
const SIZE_COMPLAINT =
  /batch ?size|too (?:long|large|many|big)|larger than|tokens per request|max(?:imum)? (?:\w+ )?(?:number|length|batch|inputs?|items?)|at most \d+|exceed/i;

function isTooLarge(error: unknown): boolean {
  if (isRefusal(error, SIZE_COMPLAINT)) return true;
  if (!CometAPIError.isInstance(error)) return false;
  return error.status === 413 || error.code === "context-overflow";
}

/**
 * Whether a server does not know base64: "vertex_ai does not support parameters: {'encoding_format':
 * 'base64'}" (LiteLLM), "base64 encoding is not currently supported" (vLLM issue 6174).
 */
function refusesBase64(error: unknown): boolean {
  return isRefusal(error, /encoding_format|base64/i);
}

function choosesFormat({ extraBody }: EmbeddingRequest): boolean {
  return extraBody?.["encoding_format"] !== undefined;
}
