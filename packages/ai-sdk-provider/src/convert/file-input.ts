import { type CometAPIClient, type FileInput, parseBase64 } from "@cometapi/core";

/** A file that the AI SDK hands to an image, a video or a transcription model. */
type MediaFile =
  | { type: "file"; mediaType: string; data: string | Uint8Array }
  | { type: "url"; url: string };

/**
 * A file as core sends it. One that is given by its address is fetched first: CometAPI takes the file
 * itself. Core fetches from public hosts only, without the key.
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
