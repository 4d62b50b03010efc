import { createUnlistedModel, endpointsOf, findModel, isUnpriced } from "../catalogue/catalogue.ts";
import { resolveManners } from "../catalogue/model-manners.ts";
import type { EndpointType, ModelType } from "../catalogue/model-row.ts";
import type { ServedModel } from "../faces/text-face.ts";
import {
  invalidRequestError,
  missingModelError,
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
  return { row, manners: resolveManners(row) };
}

/** The model, which must make texts and be served in a text format. */
export function findTextModel(
  modelId: unknown,
  endpoint: EndpointType,
  config: EmulatorConfig,
): ServedModel {
  const model = findServedModel(modelId, config);
  const endpoints = endpointsOf(model.row);
  // The type of an id that is not in the catalogue is only a guess.
  const isListed = findModel(model.row.id) !== undefined;
  if (isListed && model.row.type !== "text" && !endpoints.includes(endpoint)) {
    throw invalidRequestError(`The model '${model.row.id}' does not make text.`, "model");
  }
  const isResponsesOnly = endpoints.length === 1 && endpoints[0] === "openai-response";
  if (isResponsesOnly && endpoint !== "openai-response") {
    throw invalidRequestError(
      `The model '${model.row.id}' is only supported in v1/responses.`,
      "model",
    );
  }
  return model;
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
