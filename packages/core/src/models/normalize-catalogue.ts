import { isJSONObject, isObject, numberOf, parseJSON, textOf } from "../json-access.ts";
import type { CatalogueModel, ModelEndpoint, ModelType } from "./catalogue-model.ts";
import { findLongContext } from "./long-context-rows.ts";
import type { ModelPrice } from "./model-price.ts";
import { parseTokenCount } from "./parse-token-count.ts";

/** One page of the catalogue. */
export interface CataloguePage {
  models: CatalogueModel[];
  /** How many records the page held, also those that could not be read. */
  recordCount: number;
  /** Undefined for an answer that is not paged, which the service marks with page 0. */
  page: number | undefined;
  pageSize: number | undefined;
  /** How many models there are on all pages. */
  total: number | undefined;
}

/** Reads one answer of `GET /api/models`. Never throws, even for records of an unknown shape. */
export function normalizeCatalogue(body: unknown): CataloguePage {
  const envelope = isObject(body) ? body : {};
  const data = Array.isArray(body) ? body : envelope["data"];
  const records: unknown[] = Array.isArray(data) ? data : [];
  return {
    models: records.map(normalizeCatalogueModel).filter((model) => model !== undefined),
    recordCount: records.length,
    page: positive(numberOf(envelope["page"])),
    pageSize: positive(numberOf(envelope["page_size"])),
    total: numberOf(envelope["total"]),
  };
}

/** Reads one record of the catalogue. Undefined for one without an id. */
export function normalizeCatalogueModel(record: unknown): CatalogueModel | undefined {
  if (!isJSONObject(record)) return undefined;
  const code = trimmed(record["code"]);
  const id = trimmed(record["id"]) ?? code;
  if (id === undefined) return undefined;
  const features = normalizeFeatures(record["features"]);
  return {
    id,
    code: code ?? id,
    name: trimmed(record["name"]) ?? id,
    description: trimmed(record["description"]),
    provider: trimmed(record["provider"]) ?? trimmed(record["provider_code"]),
    type: resolveModelType(id, textOf(record["model_type"]), features),
    features,
    endpoints: normalizeEndpoints(record["endpoints"]),
    contextWindow: parseTokenCount(record["context_length"]),
    maxOutputTokens: parseTokenCount(record["max_completion_tokens"]),
    price: normalizePrice(record["pricing"], id),
    isUpcoming: record["upcoming"] === true || record["upcoming"] === "true",
    createdAt: toDate(numberOf(record["created"])),
    documentationURL: trimmed(record["api_doc_url"]),
    raw: record,
  };
}

/** The catalogue lists embedding models as text models (observed 2026-08). */
function resolveModelType(id: string, type: string | undefined, features: string[]): ModelType {
  if (/embed/i.test(id) || features.some((feature) => /embed/i.test(feature))) return "embedding";
  const word = type?.trim().toLowerCase() ?? features[0]?.split("-to-").at(-1) ?? "";
  return word === "" || word === "chat" || word === "llm" ? "text" : word;
}

function normalizeFeatures(value: unknown): string[] {
  const parsed = typeof value === "string" ? (parseJSON(value) ?? value.split(",")) : value;
  const list: unknown[] = Array.isArray(parsed) ? parsed : [];
  return list.map(trimmed).filter((feature) => feature !== undefined);
}

/** The map of endpoints comes as JSON text, as an object, or as a list of names or objects. */
function normalizeEndpoints(value: unknown): ModelEndpoint[] {
  const parsed = typeof value === "string" ? parseJSON(value) : value;
  if (Array.isArray(parsed)) {
    return parsed
      .map((entry) => normalizeEndpoint(undefined, entry))
      .filter((it) => it !== undefined);
  }
  if (!isObject(parsed)) return [];
  return Object.entries(parsed)
    .map(([name, entry]) => normalizeEndpoint(name, entry))
    .filter((endpoint) => endpoint !== undefined);
}

function normalizeEndpoint(key: string | undefined, entry: unknown): ModelEndpoint | undefined {
  const fields: Record<string, unknown> = isObject(entry) ? entry : {};
  const text = trimmed(entry);
  const isPath = text?.startsWith("/") === true;
  const path = trimmed(fields["path"]) ?? (isPath ? text : undefined);
  const name =
    key ?? trimmed(fields["name"]) ?? trimmed(fields["type"]) ?? (isPath ? undefined : text);
  if (name === undefined && path === undefined) return undefined;
  return { name: name ?? path ?? "", path, method: trimmed(fields["method"])?.toUpperCase() };
}

function normalizePrice(value: unknown, id: string): ModelPrice | undefined {
  const pricing = typeof value === "string" ? parseJSON(value) : value;
  if (!isObject(pricing)) return undefined;
  // A price in another currency would be shown as dollars.
  const currency = textOf(pricing["currency"]);
  if (currency !== undefined && !/usd|\$/i.test(currency)) return undefined;
  const unreadPrices = Object.keys(pricing).filter(
    (name) => !READ_PRICES.has(name) && isPrice(pricing[name]),
  );
  const amounts = {
    inputUSDPerMillionTokens: amount(pricing["input"]),
    outputUSDPerMillionTokens: amount(pricing["output"]),
    usdPerRequest: amount(pricing["per_request"]),
    usdPerSecond: amount(pricing["per_second"]),
  };
  // Only zeros mean that the model has no price yet, not that it is free.
  if (!Object.values(amounts).some((usd) => usd !== undefined && usd > 0)) return undefined;
  const cacheReadRatio = positive(numberOf(pricing["cache_ratio"]));
  const cacheWriteRatio = positive(numberOf(pricing["create_cache_ratio"]));
  return {
    ...amounts,
    ratio: positive(numberOf(pricing["ratio"])),
    upToInputTokens: findLongContext(id).upToTokens,
    ...(cacheReadRatio !== undefined && { cacheReadRatio }),
    ...(cacheWriteRatio !== undefined && { cacheWriteRatio }),
    ...(unreadPrices.length > 0 && { unreadPrices }),
  };
}

/** Members of `pricing` that are read. The two for the prompt cache have the relay's names. */
const READ_PRICES = new Set([
  "currency",
  "input",
  "output",
  "per_request",
  "per_second",
  "ratio",
  "cache_ratio",
  "create_cache_ratio",
]);

/** Whether a member looks like a price: an amount, or a list or table of amounts. */
function isPrice(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isPrice);
  if (isObject(value)) return Object.values(value).some(isPrice);
  return positive(numberOf(value)) !== undefined;
}

function amount(value: unknown): number | undefined {
  const usd = numberOf(value);
  return usd !== undefined && usd >= 0 ? usd : undefined;
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}

function trimmed(value: unknown): string | undefined {
  return textOf(typeof value === "string" ? value.trim() : undefined);
}

function toDate(seconds: number | undefined): Date | undefined {
  if (seconds === undefined || seconds <= 0) return undefined;
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
