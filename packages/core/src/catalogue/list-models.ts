import type { RequestOptions } from "../config/client-settings.ts";
import { isJSONObject, isObject, numberOf, textOf } from "../json-access.ts";
import type { JSONObject } from "../json.ts";
import type { Dispatcher } from "../transport/dispatcher.ts";
import { callForJSON } from "../transport/call-for-json.ts";
import { invalidAnswer } from "../errors/invalid-answer.ts";

/** A model that this key may use. */
export interface ListedModel {
  id: string;
  ownedBy: string | undefined;
  createdAt: Date | undefined;
  /**
   * The formats that serve the model, in CometAPI's words: `openai`, `openai-response`, `anthropic`,
   * `gemini`, `image-generation`, `openai-video`, … Empty where it does not say.
   */
  endpointTypes: string[];
  /** The row as it came. */
  raw: JSONObject;
}

/** Lists the models of `GET /v1/models`. CometAPI asks for a key here. */
export async function listModels(
  dispatcher: Dispatcher,
  options: RequestOptions,
): Promise<ListedModel[]> {
  const config = await dispatcher.resolveConfig(options);
  const { value } = await callForJSON(dispatcher, config, {
    request: { method: "GET", path: "/v1/models" },
    normalize: normalizeModelList,
  });
  return value;
}

/**
 * Reads an answer of `GET /v1/models`. Rows without an id are left out.
 *
 * @throws {@link CometAPIError} `invalid-response` for an answer without a list.
 */
export function normalizeModelList(body: unknown): ListedModel[] {
  const data: unknown = isObject(body) ? body["data"] : body;
  if (!Array.isArray(data)) throw invalidAnswer("it has no list `data` of models");
  return data.flatMap((row: unknown) => {
    const id = isJSONObject(row) ? textOf(row["id"]) : undefined;
    if (!isJSONObject(row) || id === undefined) return [];
    const types = row["supported_endpoint_types"];
    const seconds = numberOf(row["created"]) ?? 0;
    const createdAt = new Date(seconds * 1000);
    const hasDate = seconds > 0 && !Number.isNaN(createdAt.getTime());
    return {
      id,
      ownedBy: textOf(row["owned_by"]),
      createdAt: hasDate ? createdAt : undefined,
      endpointTypes: Array.isArray(types) ? types.filter((type) => typeof type === "string") : [],
      raw: row,
    };
  });
}
