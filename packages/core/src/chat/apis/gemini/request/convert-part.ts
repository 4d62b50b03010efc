import type { JSONObject } from "../../../../json.ts";
import { resolveMediaType } from "../../../../media/resolve-media-type.ts";
import type { VendorOptions } from "../../../chat-options.ts";
import type { ContentPart, MediaPart } from "../../../chat-request.ts";
import { inlineOf, urlOf } from "../../request/media-source.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { guessMediaType } from "./guess-media-type.ts";

/** Content in the API's form. Empty text is left out, because the API refuses it. */
export function convertPart(part: ContentPart): JSONObject[] {
  if (part.type === "raw") return [{ ...part.value }];
  const options = readPartOptions(part);
  if (part.type !== "text") return [{ ...convertMedia(part), ...options }];
  return part.text === "" ? [] : [{ text: part.text, ...options }];
}

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

/** Options of `@ai-sdk/google` that are no fields of a part. */
const NOT_COPIED = new Set(["serverToolCallId", "serverToolType"]);

/** Google's options of a part, which are fields of it: `videoMetadata`, `mediaResolution`, … */
export function readPartOptions(part: { vendorOptions?: VendorOptions | undefined }): JSONObject {
  const options = Object.entries(vendorOptionsOf(part, "google"));
  return Object.fromEntries(options.filter(([name]) => !NOT_COPIED.has(name)));
}
