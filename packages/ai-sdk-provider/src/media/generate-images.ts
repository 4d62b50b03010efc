import type {
  ImageModelV4CallOptions,
  ImageModelV4Result,
  SharedV4Warning,
} from "@ai-sdk/provider";
import {
  type CometAPIClient,
  type GeneratedImage,
  type ImageRequest,
  type ImageResult,
  type JSONObject,
  type RefusedImage,
  type RequestOptions,
  type SettingRules,
  settingRules,
} from "@cometapi/core";
import { convertRequestOptions } from "../convert/request-options.ts";
import {
  convertCharge,
  convertRequestId,
  convertResponse,
  convertWarnings,
} from "../convert/response.ts";
import { toCallError } from "../errors.ts";
import { parseCallOptions, PROVIDER_KEY } from "../provider-options.ts";
import { fetchImages, type UnfetchedImage } from "./fetch-images.ts";
import { loadFileInput } from "./load-file-input.ts";

/** What `providerOptions.cometapi` takes for an image call. */
export type CometAPIImageModelOptions = {
  /** `low`, `high`, `standard`, `hd`, … by model. */
  quality?: string;
  /** `vivid` or `natural`, for models that know it. */
  style?: string;
  /** `transparent` or `opaque`, for models that know it. */
  background?: string;
  /** File format of the images: `png`, `jpeg`, `webp`. */
  outputFormat?: string;
  /** Stable identifier of the end user, for the vendor's abuse monitoring. */
  user?: string;
  /** Fields merged into the request body last. */
  extraBody?: JSONObject;
};

const optionRules: SettingRules<CometAPIImageModelOptions> = {
  quality: settingRules.string,
  style: settingRules.string,
  background: settingRules.string,
  outputFormat: settingRules.string,
  user: settingRules.string,
  extraBody: settingRules.object,
};

/** Makes images from a prompt, or edits the given ones. */
export async function generateImages(
  client: CometAPIClient,
  modelId: string,
  call: ImageModelV4CallOptions,
): Promise<ImageModelV4Result> {
  const request: ImageRequest = {
    ...parseCallOptions(call.providerOptions, optionRules),
    model: modelId,
    prompt: call.prompt ?? "",
    count: call.n,
    size: call.size,
    seed: call.seed,
    // The AI SDK wants the image itself, and an address would expire.
    responseFormat: "b64_json",
  };
  try {
    const options = convertRequestOptions(call);
    const result = await send(client, request, call, options);
    const { data, fetched, unfetched } = await fetchImages(client, result, options);
    return {
      images: data,
      warnings: [
        ...findUnsupported(call),
        ...convertWarnings(result.warnings.filter(({ option }) => option !== "responseFormat")),
        ...result.refused.map(describeRefusal),
        ...unfetched.map(describeUnfetched),
      ],
      response: convertResponse(result.response, result.model),
      providerMetadata: { [PROVIDER_KEY]: convertMetadata(fetched, unfetched, result) },
      ...(result.usage === undefined ? {} : { usage: result.usage }),
    };
  } catch (error) {
    throw toCallError(error);
  }
}

async function send(
  client: CometAPIClient,
  request: ImageRequest,
  { files, mask }: ImageModelV4CallOptions,
  options: RequestOptions,
): Promise<ImageResult> {
  if (files === undefined || files.length === 0) return client.generateImage(request, options);
  const { signal } = options;
  const images = await Promise.all(files.map((file) => loadFileInput(file, client, signal)));
  const maskInput = mask && (await loadFileInput(mask, client, signal));
  return client.editImage({ ...request, images, mask: maskInput }, options);
}

/** A refused image is a warning, not an error, since the other images of the call were generated and charged. */
function describeRefusal({ index, code, message }: RefusedImage): SharedV4Warning {
  const reason = code === undefined ? message : `${message} (${code})`;
  return { type: "other", message: `Image ${index + 1} was not made: ${reason}` };
}

/** The address may hold a signature, so it stands in the metadata and not in the warning. */
function describeUnfetched({ error }: UnfetchedImage): SharedV4Warning {
  const reason = error instanceof Error ? error.message : String(error);
  return { type: "other", message: `An image was made but could not be fetched: ${reason}` };
}

function findUnsupported({ aspectRatio, mask, files }: ImageModelV4CallOptions): SharedV4Warning[] {
  const warnings: SharedV4Warning[] = [];
  if (aspectRatio !== undefined) {
    warnings.push({
      type: "unsupported",
      feature: "aspectRatio",
      details: "CometAPI takes a `size`. Other fields of a model go into `extraBody`.",
    });
  }
  if (mask !== undefined && (files === undefined || files.length === 0)) {
    warnings.push({
      type: "unsupported",
      feature: "mask",
      details: "A mask needs an image to edit, in `prompt.images`.",
    });
  }
  return warnings;
}

/**
 * The AI SDK passes on `images` and nothing else. So the addresses of unfetched images are listed there too, and the
 * first image has what the call cost, so that the charges of several calls add up.
 */
function convertMetadata(
  fetched: readonly GeneratedImage[],
  unfetched: readonly UnfetchedImage[],
  { details, response, charge }: ImageResult,
): { images: JSONObject[]; requestId?: string } {
  const described = fetched.map(({ revisedPrompt }, index) => ({
    ...details,
    revisedPrompt,
    ...(index === 0 ? convertCharge(charge) : {}),
  }));
  return {
    images: [...described, ...unfetched.map(({ url }) => ({ unfetchedURL: url }))],
    ...convertRequestId(response),
  };
}
