import type { ChatWarning } from "../chat/chat-request.ts";
import type { JSONObject } from "../json.ts";
import { resolveImageTraits } from "../models/image-traits.ts";
import { parseModelId } from "../models/parse-model-id.ts";
import { appendFields } from "../transport/append-fields.ts";
import { appendFile } from "../transport/file-input.ts";
import { invalidArgument } from "../errors/invalid-answer.ts";
import type { ImageEditRequest, ImageRequest } from "./image-request.ts";

/** A body ready to be sent, and what had to be changed for it. */
export interface ConvertedImageRequest<Body> {
  body: Body;
  /** The model id as it is sent. */
  model: string;
  warnings: ChatWarning[];
}

/** The wire body of `POST /v1/images/generations`. */
export function convertImageRequest(request: ImageRequest): ConvertedImageRequest<JSONObject> {
  const { fields, ...rest } = convertFields(request);
  return { body: { ...fields, style: request.style, ...request.extraBody }, ...rest };
}

/**
 * The form of `POST /v1/images/edits`.
 *
 * @throws {@link CometAPIError} `invalid-argument` without an image, or for an image that is not a file.
 */
export function convertImageEditRequest(
  request: ImageEditRequest,
): ConvertedImageRequest<FormData> {
  const { fields, ...rest } = convertFields(request);
  const form = new FormData();
  if (!Array.isArray(request.images) || request.images.length === 0) {
    throw invalidArgument("`images` must be a list of at least one image to edit: `[image]`.");
  }
  // Every edit model knows the field `image` for one image. OpenAI's field for several is `image[]`.
  const field = request.images.length === 1 ? "image" : "image[]";
  for (const image of request.images) appendFile(form, image, { field, option: "image" });
  if (request.mask !== undefined) appendFile(form, request.mask, { field: "mask", option: "mask" });
  appendFields(form, { ...fields, ...request.extraBody });
  return { body: form, ...rest };
}

function convertFields(request: ImageRequest | ImageEditRequest): {
  fields: JSONObject;
  model: string;
  warnings: ChatWarning[];
} {
  const model = parseModelId(request.model);
  const traits = resolveImageTraits(model);
  const warnings: ChatWarning[] = [];
  const drop = (option: "responseFormat" | "seed", reason: string | undefined): void => {
    if (request[option] === undefined) return;
    const message = `\`${option}\` was not sent to ${model}: ${reason}`;
    warnings.push({ option, action: "dropped", message });
  };
  const { acceptsResponseFormat, acceptsSeed, reasons } = traits;
  if (!acceptsResponseFormat) drop("responseFormat", reasons.acceptsResponseFormat);
  if (!acceptsSeed) drop("seed", reasons.acceptsSeed);
  const fields = {
    model,
    prompt: request.prompt,
    n: request.count,
    size: request.size,
    quality: request.quality,
    background: request.background,
    output_format: request.outputFormat,
    response_format: acceptsResponseFormat ? request.responseFormat : undefined,
    seed: acceptsSeed ? request.seed : undefined,
    user: request.user,
  };
  return { fields, model, warnings };
}
