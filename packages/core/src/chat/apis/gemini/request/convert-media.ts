import type { JSONObject } from "../../../../json.ts";
import { resolveMediaType } from "../../../../media/resolve-media-type.ts";
import type { MediaPart } from "../../../chat-request.ts";
import { inlineOf, urlOf } from "../../request/media-source.ts";
import { guessMediaType } from "./guess-media-type.ts";

/** Content as `inlineData`, or by its address as `fileData`. */
export function convertMedia({ type, source }: MediaPart): JSONObject {
  // Google knows the type of a file that it stores.
  if ("fileId" in source) return { fileData: { fileUri: toFileURI(source.fileId) } };
  const inline = inlineOf(source);
  if (inline !== undefined) {
    const { data, mediaType } = inline;
    return { inlineData: { mimeType: resolveMediaType(data, mediaType) ?? mediaType, data } };
  }
  const url = urlOf(source);
  return { fileData: { mimeType: guessMediaType(url, type), fileUri: url } };
}

const FILES_API = "https://generativelanguage.googleapis.com/v1beta/";

/** The address of a stored file, which the API wants. A name like `files/abc` becomes one. */
function toFileURI(fileId: string): string {
  return fileId.startsWith("files/") ? FILES_API + fileId : fileId;
}
