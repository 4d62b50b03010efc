import { type CometAPIClient, type FileInput, parseBase64 } from "@cometapi/core";

/** A file that the AI SDK gives to an image, a video or a transcription model. */
type MediaFile =
  | { type: "file"; mediaType: string; data: string | Uint8Array }
  | { type: "url"; url: string };

/**
 * A file as core sends it. A file given by its address is fetched first, because CometAPI takes files but not
 * addresses here. Core fetches from public hosts only, and without the key.
 *
 * @throws CometAPIError for a text that is not base64, and for a file that cannot be fetched.
 */
export async function loadFileInput(
  file: MediaFile,
  client: CometAPIClient,
  signal: AbortSignal | undefined,
): Promise<FileInput> {
  if (file.type === "url") {
    const { data, mediaType } = await client.downloadFile(file.url, { signal });
    return { data, mediaType: mediaType ?? "application/octet-stream" };
  }
  const { data, mediaType } = file;
  return { data: typeof data === "string" ? parseBase64(data) : data, mediaType };
}
