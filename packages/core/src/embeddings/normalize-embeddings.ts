import { isObject, numberOf, textOf } from "../json-access.ts";
import { invalidAnswer } from "../errors/invalid-answer.ts";

/** The vectors of one request, in the order of its texts. */
export interface EmbeddingBatch {
  embeddings: number[][];
  tokens: number | undefined;
  model: string | undefined;
}

/** What an answer must agree with. */
export interface ExpectedEmbeddings {
  /** Number of texts that were sent. */
  count: number;
  /** Length of the vectors, if the request has one. */
  dimensions: number | undefined;
}

/**
 * Reads an answer of `POST /v1/embeddings`: sorts the vectors by `index`, decodes base64 ones, and
 * checks that there is exactly one for each text and that all have the same length.
 *
 * @throws {@link CometAPIError} `invalid-response` if one of these checks fails: nobody would notice a vector
 * that is missing or belongs to another text.
 */
export function normalizeEmbeddings(body: unknown, expected: ExpectedEmbeddings): EmbeddingBatch {
  const envelope = isObject(body) ? body : {};
  const data: unknown = envelope["data"];
  if (!Array.isArray(data)) throw invalidAnswer("it has no list `data` of embeddings");
  const { count } = expected;
  if (data.length !== count) {
    throw invalidAnswer(`it has ${data.length} embeddings for ${count} inputs`);
  }
  const embeddings: number[][] = [];
  for (const [position, item] of data.entries()) {
    const index = indexOf(item, position, count);
    if (embeddings[index] !== undefined) throw invalidAnswer(`it has index ${index} twice`);
    embeddings[index] = vectorOf(item, index);
  }
  checkDimensions(embeddings, expected.dimensions);
  return { embeddings, tokens: tokensOf(envelope["usage"]), model: textOf(envelope["model"]) };
}

function indexOf(item: unknown, position: number, count: number): number {
  const given: unknown = isObject(item) ? (item["index"] ?? undefined) : undefined;
  if (given === undefined) return position;
  const index = numberOf(given);
  if (index === undefined || !Number.isInteger(index) || index < 0 || index >= count) {
    throw invalidAnswer(`it has an embedding with index ${shown(given)} for ${count} inputs`);
  }
  return index;
}

function vectorOf(item: unknown, index: number): number[] {
  const embedding: unknown = isObject(item) ? item["embedding"] : item;
  const vector = typeof embedding === "string" ? decodeFloats(embedding) : embedding;
  if (!Array.isArray(vector) || vector.length === 0 || !vector.every(Number.isFinite)) {
    throw invalidAnswer(`embedding ${index} is not a list of numbers`);
  }
  return vector;
}

/** The little-endian 32-bit floats in a base64 text. Undefined for another text. */
function decodeFloats(base64: string): number[] | undefined {
  let binary: string;
  try {
    binary = atob(base64);
  } catch {
    return undefined;
  }
  if (binary.length % 4 !== 0) return undefined;
  // Plain loops: with a callback for each byte this takes longer than the rest of the call.
  const view = new DataView(new ArrayBuffer(binary.length));
  for (let index = 0; index < binary.length; index += 1) {
    view.setUint8(index, binary.charCodeAt(index));
  }
  const floats: number[] = [];
  for (let offset = 0; offset < binary.length; offset += 4) {
    floats.push(view.getFloat32(offset, true));
  }
  return floats;
}

function checkDimensions(embeddings: number[][], dimensions: number | undefined): void {
  const length = dimensions ?? embeddings[0]?.length;
  const index = embeddings.findIndex((vector) => vector.length !== length);
  if (index === -1) return;
  throw invalidAnswer(
    `embedding ${index} has ${embeddings[index]?.length} dimensions instead of ${length}`,
  );
}

function tokensOf(usage: unknown): number | undefined {
  if (!isObject(usage)) return undefined;
  return numberOf(usage["prompt_tokens"]) ?? numberOf(usage["total_tokens"]);
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? "undefined").slice(0, 50);
}
