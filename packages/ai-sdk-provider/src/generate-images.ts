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
  parseBase64,
} from "@cometapi/core";
import { loadFileInput } from "./convert/file-input.ts";
import { convertRequestOptions } from "./convert/request-options.ts";
import { convertCharge, convertRequestId, convertResponse } from "./convert/response.ts";
import { convertWarnings } from "./convert/warnings.ts";
import { toCallError } from "./errors.ts";
import { parseCallOptions, PROVIDER_KEY } from "./provider-options.ts";

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

/** How often the download of a made image is repeated: as often as the AI SDK repeats calls by default. */
const DOWNLOAD_RETRIES = 2;

/** Makes images from words, or changes those that are given. */
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
    // The AI SDK wants the image itself; an address would expire.
    responseFormat: "b64_json",
  };
  try {
    const options = convertRequestOptions(call);
    const result = await send(client, request, call, options);
    const { data, made, unfetched } = await readImages(client, result, options);
    return {
      images: data,
      warnings: [
        ...findUnsupported(call),
        ...convertWarnings(result.warnings.filter(({ option }) => option !== "responseFormat")),
        ...result.refused.map(describeRefusal),
        ...unfetched.map(describeUnfetched),
      ],
      response: convertResponse(result.response, result.model),
      providerMetadata: {
        [PROVIDER_KEY]: {
          ...convertMetadata(made, unfetched, result),
          ...convertCharge(result.charge),
        },
      },
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
  const cutOut = mask && (await loadFileInput(mask, client, signal));
  return client.editImage({ ...request, images, mask: cutOut }, options);
}

/** An image that was made, and charged, and could not be fetched. */
interface UnfetchedImage {
  /** Where it may still be had. */
  url: string;
  error: unknown;
}

/** The images as the SDK wants them, with what core says of them. */
interface ReadImages {
  data: string[] | Uint8Array[];
  made: GeneratedImage[];
  unfetched: UnfetchedImage[];
}

/**
 * All images as base64, or all as bytes where a model gives an address all the same. What cannot be fetched
 * fails the call only where there is nothing else.
 */
async function readImages(
  client: CometAPIClient,
  { images }: ImageResult,
  { signal }: RequestOptions,
): Promise<ReadImages> {
  const base64 = images.flatMap((image) => (image.type === "base64" ? [image.base64] : []));
  if (base64.length === images.length) return { data: base64, made: images, unfetched: [] };
  const data: Uint8Array[] = [];
  const made: GeneratedImage[] = [];
  const unfetched: UnfetchedImage[] = [];
  const reads = images.map((image) => readImage(client, image, signal));
  for (const [index, read] of (await Promise.allSettled(reads)).entries()) {
    const image = images[index];
    if (image === undefined) continue;
    if (read.status === "fulfilled") {
      data.push(read.value);
      made.push(image);
    } else if (image.type === "url") unfetched.push({ url: image.url, error: read.reason });
  }
  const [first] = unfetched;
  if (first !== undefined && (made.length === 0 || signal?.aborted === true)) throw first.error;
  return { data, made, unfetched };
}

async function readImage(
  client: CometAPIClient,
  image: GeneratedImage,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  if (image.type === "base64") return parseBase64(image.base64);
  return download(client, image.url, signal);
}

/** Repeats a failed download itself: the AI SDK would have the image made, and charged, again. */
async function download(
  client: CometAPIClient,
  url: string,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  try {
    const options = { signal, maxRetries: DOWNLOAD_RETRIES };
    return (await client.downloadFile(url, options)).data;
  } catch (error) {
    throw toCallError(error, { mayRepeat: false });
  }
}

/** A refused image is a warning and not an error: the other images of the call were made and charged. */
function describeRefusal({ index, code, message }: RefusedImage): SharedV4Warning {
  const reason = code === undefined ? message : `${message} (${code})`;
  return { type: "other", message: `Image ${index + 1} was not made: ${reason}` };
}

/** The address holds a signature: it is in the metadata and in no log. */
function describeUnfetched({ error }: UnfetchedImage): SharedV4Warning {
  const reason = error instanceof Error ? error.message : String(error);
  return { type: "other", message: `An image was made and could not be fetched: ${reason}` };
}

function findUnsupported({ aspectRatio, mask, files }: ImageModelV4CallOptions): SharedV4Warning[] {
  const warnings: SharedV4Warning[] = [];
  if (aspectRatio !== undefined) {
    warnings.push({
      type: "unsupported",
      feature: "aspectRatio",
      details: "CometAPI takes a `size`. What a model takes besides goes into `extraBody`.",
    });
  }
  if (mask !== undefined && (files === undefined || files.length === 0)) {
    warnings.push({
      type: "unsupported",
      feature: "mask",
      details: "A mask needs an image to change, in `prompt.images`.",
    });
  }
  return warnings;
}

/** The AI SDK keeps `images` of it, so that the addresses of what is missing follow there. */
function convertMetadata(
  made: readonly GeneratedImage[],
  unfetched: readonly UnfetchedImage[],
  { details, response }: ImageResult,
): { images: JSONObject[]; requestId?: string } {
  const described = made.map(({ revisedPrompt }) => ({ ...details, revisedPrompt }));
  return {
    images: [...described, ...unfetched.map(({ url }) => ({ unfetchedURL: url }))],
    ...convertRequestId(response),
  };
}
