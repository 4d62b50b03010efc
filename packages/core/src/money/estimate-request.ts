import { isObject, numberOf } from "../json-access.ts";
import type { JSONObject } from "../json.ts";
import type { CatalogueModel } from "../models/catalogue-model.ts";
import type { BilledUsage } from "./calculate-cost.ts";

/** What the catalogue says about a model's limits. */
export type ModelLimits = Partial<Pick<CatalogueModel, "contextWindow" | "maxOutputTokens">>;

/** Output tokens of a model with an unknown output limit. */
const UNKNOWN_OUTPUT_LIMIT = 32_768;
/** No image in a vendor's tables counts more. The size of images sent by address is not known. */
const TOKENS_OF_A_FILE = 10_000;
/** Tokens that vendors add around messages and tools. */
const TOKENS_AROUND = 1000;
/** The least bytes a second of compressed speech takes, at 8 kbit/s. */
const BYTES_PER_SECOND = 1000;
/** Models that take audio count up to 32 tokens for a second of it (Gemini). */
const TOKENS_PER_SECOND = 32;

/**
 * The most a request may use. A token of text is at least one byte, so the input has no more tokens than the
 * body has bytes. The output has no more tokens than the body's limit, or the model's if the body has none.
 */
export function estimateRequest(
  body: JSONObject | FormData,
  { contextWindow = Infinity, maxOutputTokens = UNKNOWN_OUTPUT_LIMIT }: ModelLimits = {},
): BilledUsage {
  const fields = body instanceof FormData ? Object.fromEntries(body.entries()) : body;
  const count = Math.max(readNumber(fields, COUNT_NAMES) ?? 1, 1);
  const limit = readNumber(fields, OUTPUT_NAMES) ?? maxOutputTokens;
  const seconds = secondsOf(fields);
  const inputTokens = Math.min(
    countTokens(fields) + Math.ceil(seconds * TOKENS_PER_SECOND) + TOKENS_AROUND,
    contextWindow,
  );
  const text = isObject(body) ? JSON.stringify(body) : "";
  const cache = text.match(/"cache_control"|"ttl":"1h"/g);
  return {
    inputTokens,
    cacheWriteTokens: cache === null ? 0 : inputTokens,
    cacheWrite1hTokens: cache?.includes('"ttl":"1h"') === true ? inputTokens : 0,
    outputTokens: limit * count,
    // Their number cannot be known. Any number above 0 shows that there are some.
    audioTokens: SOUND.test(text) || hasFile(fields, "audio/") ? 1 : 0,
    imageTokens: PICTURES.test(text) || hasFile(fields, "image/") ? 1 : 0,
    requestCount: count,
    durationSeconds: readNumber(fields, DURATION_NAMES) ?? (seconds > 0 ? seconds : null),
  };
}

/** Audio in the input, and audio or images asked for as output, as the four APIs write it. */
const SOUND = /"type":"input_audio"|"mime_?type":"audio\/|modalities":\[[^\]]*"audio"/i;
const PICTURES = /modalities":\[[^\]]*"image"/i;

const COUNT_NAMES = ["n", "candidateCount"];
const OUTPUT_NAMES = [
  "max_completion_tokens",
  "max_output_tokens",
  "max_tokens",
  "maxOutputTokens",
];
const DURATION_NAMES = ["seconds", "duration"];

type Fields = Readonly<Record<string, unknown>>;

function readNumber(fields: Fields, names: readonly string[]): number | undefined {
  const found = names.map((name) => numberOf(fields[name])).find((value) => value !== undefined);
  const config = fields["generationConfig"];
  return found ?? (isObject(config) ? readNumber(config, names) : undefined);
}

/** Whether a form holds a file of this kind, or one of which the kind is not known. */
function hasFile(fields: Fields, kind: string): boolean {
  return Object.values(fields).some(
    (value) =>
      value instanceof Blob && (value.type.startsWith(kind) || UNKNOWN_KIND.test(value.type)),
  );
}

const UNKNOWN_KIND = /^(?:application\/octet-stream)?$/;

/** The most seconds that the recordings in a form may last. */
function secondsOf(fields: Fields): number {
  const files = Object.values(fields).filter((value) => value instanceof Blob);
  return files.reduce((sum, { size }) => sum + size / BYTES_PER_SECOND, 0);
}

/** @param name The field that holds the value, or the list that it stands in. */
function countTokens(value: unknown, name = ""): number {
  if (typeof value === "string") return countTextTokens(value, name);
  if (value instanceof Blob || typeof value !== "object" || value === null) return 1;
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, item) => sum + countTokens(item, name), value.length);
  }
  return Object.entries(value).reduce(
    (sum, [key, member]) => sum + countTextTokens(key) + countTokens(member, key) + 2,
    0,
  );
}

/** Fields that hold files. In other fields the same text counts by its bytes. */
const FILE_FIELDS = /^(?:data|file_data|url|image|image_url|input_image|file_?ur[il])$/i;
const ENCODED_FILE = /^(?:data:[^,]{0,200},)?[\w+/-]{1000,}={0,2}$/;

function countTextTokens(text: string, name = ""): number {
  if (!FILE_FIELDS.test(name)) return new TextEncoder().encode(text).length;
  const length = ENCODED_FILE.test(text) ? Math.ceil(text.length / 4) : text.length;
  return Math.max(TOKENS_OF_A_FILE, length);
}
