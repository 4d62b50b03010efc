import type { RequestOptions } from "../config/client-settings.ts";
import type { JSONObject } from "../json.ts";
import type { BilledUsage } from "../money/calculate-cost.ts";
import type { Dispatcher } from "../transport/dispatcher.ts";
import { callForJSON } from "../transport/call-for-json.ts";
import {
  type ConvertedImageRequest,
  convertImageEditRequest,
  convertImageRequest,
} from "./convert-image-request.ts";
import type { ImageEditRequest, ImageRequest, ImageResult } from "./image-request.ts";
import { normalizeImages } from "./normalize-images.ts";

/** Makes images from a prompt. */
export async function generateImage(
  dispatcher: Dispatcher,
  request: ImageRequest,
  options: RequestOptions,
): Promise<ImageResult> {
  const converted = convertImageRequest(request);
  return callForImages(dispatcher, "/v1/images/generations", converted, options);
}

/** Changes images as the prompt says. */
export async function editImage(
  dispatcher: Dispatcher,
  request: ImageEditRequest,
  options: RequestOptions,
): Promise<ImageResult> {
  const converted = convertImageEditRequest(request);
  return callForImages(dispatcher, "/v1/images/edits", converted, options);
}

async function callForImages(
  dispatcher: Dispatcher,
  path: string,
  { body, model, warnings }: ConvertedImageRequest<JSONObject | FormData>,
  options: RequestOptions,
): Promise<ImageResult> {
  const config = await dispatcher.resolveConfig(options);
  const callMeter = await dispatcher.metering.meterCall({ model, api: "images", body }, config);
  const { value, response } = await callForJSON(dispatcher, config, {
    request: { method: "POST", path, model, body, callMeter },
    normalize: normalizeImages,
  });
  const { usage, images } = value;
  const used: BilledUsage = {
    requestCount: images.length,
    inputTokens: usage?.inputTokens ?? null,
    outputTokens: usage?.outputTokens ?? null,
    // An edit has images in its form. Without details, all of its input may be images.
    imageTokens: usage?.inputImageTokens ?? (body instanceof FormData ? usage?.inputTokens : 0),
  };
  const charge = await callMeter?.settle(used, response.requestId);
  return { ...value, ...(charge && { charge }), warnings, model, response };
}
