import { convertBase64ToUint8Array, validateDownloadUrl } from "@ai-sdk/provider-utils";
import type { CometAPIClient, FileInput, RequestOptions } from "@cometapi/core";

/** A file that the AI SDK hands to an image or a video model. */
type MediaFile =
  | { type: "file"; mediaType: string; data: string | Uint8Array }
  | { type: "url"; url: string };

/**
 * A file as core sends it: CometAPI takes the file itself, so one given by its address is fetched.
 *
 * @throws DownloadError for an address that is not public, because it may come from a stranger.
 */
export async function resolveFileInput(
  file: MediaFile,
  client: CometAPIClient,
  options: RequestOptions,
): Promise<FileInput> {
  if (file.type === "url") {
    validateDownloadUrl(file.url);
    const { signal } = options;
    const { data, mediaType = "application/octet-stream" } = await client.downloadFile(file.url, {
      signal,
    });
    return { data, mediaType };
  }
  return convertFileInput(file.data, file.mediaType);
}

/** Bytes, or their base64, as core sends them. */
export function convertFileInput(data: string | Uint8Array, mediaType: string): FileInput {
  return { data: typeof data === "string" ? convertBase64ToUint8Array(data) : data, mediaType };
}
