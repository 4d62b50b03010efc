import type { JSONObject } from "../../../json.ts";
import { resolveMediaType } from "../../../media/resolve-media-type.ts";
import type { VendorOptions } from "../../chat-options.ts";
import type { ContentPart, MediaPart } from "../../chat-request.ts";
import { inlineOf, urlOf } from "../media-source.ts";
import { vendorOptionsOf } from "../vendor-options-of.ts";
import { guessMediaType } from "./guess-media-type.ts";

/** Content in the API's form. An empty text is no part: the API refuses it. */
export function convertPart(part: ContentPart): JSONObject[] {
  if (part.type === "raw") return [{ ...part.value }];
  const options = readPartOptions(part);
  if (part.type !== "text") return [{ ...convertMedia(part), ...options }];
  return part.text === "" ? [] : [{ text: part.text, ...options }];
}

/** Content as `inlineData`, or by its address as `fileData`. */
export function convertMedia({ type, source }: MediaPart): JSONObject {
  // The vendor knows the type of a file that it stores.
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

/** Google's Files API calls a file by its address; its name alone is taken for it. */
function toFileURI(fileId: string): string {
  return fileId.startsWith("files/") ? FILES_API + fileId : fileId;
}

/** Names under which the AI SDK's package keeps what is no field of a part. */
const NO_FIELDS = new Set(["serverToolCallId", "serverToolType"]);

/** Options of Google's for one part are fields of it: `videoMetadata`, `mediaResolution`, … */
export function readPartOptions(part: { vendorOptions?: VendorOptions | undefined }): JSONObject {
  const options = Object.entries(vendorOptionsOf(part, "google"));
  return Object.fromEntries(options.filter(([name]) => !NO_FIELDS.has(name)));
}
