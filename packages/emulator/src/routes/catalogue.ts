import { resolveModelTraits } from "@cometapi/core";
import { endpointsOf } from "../catalogue/catalogue.ts";
import type { EndpointType, ModelRow } from "../catalogue/model-row.ts";
import { priceRatio } from "../catalogue/rows/charged.ts";
import { modelRows } from "../catalogue/rows.ts";

const createdSeconds = 1_767_225_600;

const paths: Readonly<Record<EndpointType, readonly [name: string, path: string]>> = {
  openai: ["openai-chat", "/v1/chat/completions"],
  "openai-response": ["openai-response", "/v1/responses"],
  anthropic: ["anthropic", "/v1/messages"],
  gemini: ["gemini", "/v1beta/models/{model}:generateContent"],
  "image-generation": ["image-generation", "/v1/images/generations"],
  "openai-video": ["openai-video", "/v1/videos"],
  embeddings: ["embeddings", "/v1/embeddings"],
  audio: ["audio", "/v1/audio/speech"],
};

/** The body of `GET /api/models`. Without `page`, or with page 0 and page size 0, all rows come at once. */
export function listCatalogue(parameters: URLSearchParams): unknown {
  const page = readNumber(parameters.get("page"));
  const size = readNumber(parameters.get("page_size")) || (page > 0 ? 20 : 0);
  const rows = page > 0 && size > 0 ? modelRows.slice((page - 1) * size, page * size) : modelRows;
  return {
    success: true,
    page,
    page_size: size,
    total: modelRows.length,
    data: rows.map((row) => encodeRow(row)),
  };
}

function encodeRow(row: ModelRow): unknown {
  const { contextWindow, maxOutputTokens } = resolveModelTraits(row.id);
  const endpoints = Object.fromEntries(
    endpointsOf(row).map((endpoint) => {
      const [name, path] = paths[endpoint];
      return [name, { path, method: "POST" }];
    }),
  );
  return {
    created: createdSeconds,
    id: row.id,
    code: row.code ?? row.id,
    provider: row.provider,
    provider_code: row.provider.toLowerCase(),
    name: row.id,
    description: "",
    model_type: row.type === "embedding" ? "text" : row.type,
    features:
      row.type === "text"
        ? ["text-to-text"]
        : row.type === "audio"
          ? null
          : [`text-to-${row.type}`],
    // The service sends this object as a string.
    endpoints: JSON.stringify(endpoints, undefined, 2),
    pricing: {
      currency: "USD / M Tokens",
      input: row.price?.input ?? null,
      output: row.price?.output ?? null,
      per_request: null,
      per_second: null,
      ratio: priceRatio,
    },
    context_length: row.contextLength ?? contextWindow ?? null,
    max_completion_tokens: maxOutputTokens ?? null,
    api_doc_url: null,
    latest_model_name: row.id,
    upcoming: false,
  };
}

function readNumber(text: string | null): number {
  const number = Number(text ?? 0);
  return Number.isInteger(number) && number > 0 ? number : 0;
}
