import { UnsupportedFunctionalityError } from "@ai-sdk/provider";
import { type FileInput, parseBase64 } from "@cometapi/core";

/** A file that the AI SDK hands to an image or a video model. */
type MediaFile =
  | { type: "file"; mediaType: string; data: string | Uint8Array }
  | { type: "url"; url: string };

/**
 * A file as core sends it.
 *
 * @throws UnsupportedFunctionalityError for a file by address: CometAPI takes the file itself, and
 *   whether an address may be fetched from here is the caller's to judge.
 */
export function convertFileInput(file: MediaFile): FileInput {
  if (file.type === "url") {
    throw new UnsupportedFunctionalityError({
      functionality: "files by URL",
      message: `CometAPI takes this file as data, not by URL. Fetch it first: ${file.url}`,
    });
  }
  const { data, mediaType } = file;
  return { data: typeof data === "string" ? parseBase64(data) : data, mediaType };
}
