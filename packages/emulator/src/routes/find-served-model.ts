import { resolveModelTraits } from "@cometapi/core";
import { createUnlistedModel, endpointsOf, findModel, isUnpriced } from "../catalogue/catalogue.ts";
import { resolveManners } from "../manners/model-manners.ts";
import type { ModelType } from "../catalogue/model-row.ts";
import { resolveServing, type TextAPIName } from "../catalogue/resolve-serving.ts";
import type { ServedModel, ServedTextModel } from "../apis/text-api.ts";
import {
  invalidRequestError,
  missingModelError,
  notServedError,
  responsesOnlyError,
  unknownModelError,
  unpricedModelError,
} from "../http/known-errors.ts";
import type { EmulatorConfig } from "../settings.ts";

/** The model a request names. Throws 400 without a name and 503 for one the service does not know. */
export function findServedModel(modelId: unknown, config: EmulatorConfig): ServedModel {
  if (typeof modelId !== "string" || modelId.trim() === "") throw missingModelError();
  const id = modelId.replace(/:emulator$/u, "");
  if (isUnpriced(id) && !config.anyModel) throw unpricedModelError(id);
  const row = findModel(id) ?? (config.anyModel ? createUnlistedModel(id) : undefined);
  if (row === undefined) throw unknownModelError(modelId);
  return { row, manners: resolveManners(row), traits: resolveModelTraits(row.id) };
}

/**
 * The model, which must make texts and be served in the given format. Throws the relay's 500
 * `convert_request_failed` where the channel of its vendor does not take that format.
 */
export function findTextModel(
  modelId: unknown,
  api: TextAPIName,
  config: EmulatorConfig,
): ServedTextModel {
  const model = findServedModel(modelId, config);
  const { row } = model;
  const endpoints = endpointsOf(row);
  // The type of an id that is not in the catalogue is only a guess.
  const isListed = findModel(row.id) !== undefined;
  const makesText = row.type === "text" || endpoints.includes("gemini") || !isListed;
  if (!makesText) throw invalidRequestError(`The model '${row.id}' does not make text.`, "model");
  const serving = resolveServing(row, api);
  if (serving === "refused") throw notServedError(row.provider === "xAI");
  const isResponsesOnly = endpoints.length === 1 && endpoints[0] === "openai-response";
  if (isResponsesOnly && api !== "responses") throw responsesOnlyError();
  return { ...model, serving };
}

/** The model, which must make the given kind of thing. */
export function findModelOfType(
  modelId: unknown,
  type: ModelType,
  config: EmulatorConfig,
): ServedModel {
  const model = findServedModel(modelId, config);

  if (model.row.type === type || config.anyModel) return model;
  if (type === "image") {
    throw invalidRequestError(
      "not supported model for image generation, only imagen models are supported",
      "model",
      "convert_request_failed",
    );
  }
  throw invalidRequestError(`The model '${model.row.id}' is no ${type} model.`, "model");
}
