import {
  type CometAPIClient,
  type GeneratedImage,
  type ImageResult,
  parseBase64,
  type RequestOptions,
} from "@cometapi/core";
import { toCallError } from "../errors.ts";

/** How often the download of a generated image is repeated: the AI SDK's own default for calls. */
const DOWNLOAD_RETRIES = 2;

/** An image that was generated and charged, but could not be fetched, or is not base64. */
export interface UnfetchedImage {
  url: string | undefined;
  error: unknown;
}

/** What became of the images of a call. */
export interface FetchedImages {
  /** The content of each image, as the AI SDK wants it. */
  data: string[] | Uint8Array[];
  /** The images whose content is in `data`. */
  fetched: GeneratedImage[];
  unfetched: UnfetchedImage[];
}

/**
 * All images as base64, or all as bytes if a model gives an address in spite of the request. An image that cannot
 * be fetched fails the call only if there is no other.
 */
export async function fetchImages(
  client: CometAPIClient,
  { images }: ImageResult,
  { signal }: RequestOptions,
): Promise<FetchedImages> {
  const base64 = images.flatMap((image) => (image.type === "base64" ? [image.base64] : []));
  if (base64.length === images.length) return { data: base64, fetched: images, unfetched: [] };
  const data: Uint8Array[] = [];
  const fetched: GeneratedImage[] = [];
  const unfetched: UnfetchedImage[] = [];
  const results = images.map((image) => fetchImage(client, image, signal));
  for (const [index, result] of (await Promise.allSettled(results)).entries()) {
    const image = images[index];
    if (image === undefined) continue;
    if (result.status === "fulfilled") {
      data.push(result.value);
      fetched.push(image);
    } else {
      const url = image.type === "url" ? image.url : undefined;
      unfetched.push({ url, error: result.reason });
    }
  }
  const [first] = unfetched;
  if (first !== undefined && (fetched.length === 0 || signal?.aborted === true)) throw first.error;
  return { data, fetched, unfetched };
}

async function fetchImage(
  client: CometAPIClient,
  image: GeneratedImage,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  if (image.type === "base64") return parseBase64(image.base64);
  return download(client, image.url, signal);
}

/** Downloads an image. Core repeats a failed download: the AI SDK would generate, and pay for, the image again. */
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
