import { decodeBase64 } from "../../../media/base64.ts";
import { parseDataURL } from "../../../media/data-url.ts";
import { resolveMediaType } from "../../../media/resolve-media-type.ts";
import { textOf } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import type { AudioPart, FilePart, ImagePart, MediaSource, VideoPart } from "../../chat-request.ts";
import { convertOwnOptions, ownOptions } from "./own-options.ts";
import type { RequestNotes } from "./request-notes.ts";

type MediaPart = ImagePart | AudioPart | FilePart | VideoPart;

/**
 * An image or a document as a block. Undefined for what the API does not take; that is reported.
 * Marks for the prompt cache are the caller's.
 */
export function convertMedia(part: MediaPart, notes: RequestNotes): JSONObject | undefined {
  if (part.type === "audio" || part.type === "video") {
    const message = `The ${part.type} of a message was not sent: the Messages API takes none.`;
    notes.dropped("messages", message);
    return undefined;
  }
  const source = inlined(part.source);
  if ("fileId" in source) return convertStored(source.fileId, part, notes);
  if ("url" in source) {
    const type = part.type === "image" ? "image" : "document";
    return { type, source: { type: "url", url: source.url }, ...documentOptions(part) };
  }
  const mediaType = resolveMediaType(source.data, source.mediaType) ?? "application/octet-stream";
  if (mediaType.startsWith("image/")) {
    return { type: "image", source: toBase64Source(source.data, mediaType) };
  }
  if (mediaType === "application/pdf") {
    const pdf = toBase64Source(source.data, mediaType);
    return { type: "document", source: pdf, ...documentOptions(part) };
  }
  const bytes = isText(mediaType) ? decodeBase64(source.data) : undefined;
  if (bytes === undefined) {
    const message = `A file of the type ${mediaType} was not sent: the Messages API takes images, PDF and text.`;
    notes.dropped("messages", message);
    return undefined;
  }
  const data = new TextDecoder().decode(bytes);
  const text = { type: "text", media_type: "text/plain", data };
  return { type: "document", source: text, ...documentOptions(part) };
}

function inlined(source: MediaSource): MediaSource {
  return ("url" in source ? parseDataURL(source.url) : undefined) ?? source;
}

function toBase64Source(data: string, mediaType: string): JSONObject {
  return { type: "base64", media_type: mediaType, data };
}

/** A file that the vendor stores, to look at or, on request, for its code execution to work on. */
function convertStored(
  fileId: string,
  part: ImagePart | FilePart,
  notes: RequestNotes,
): JSONObject {
  notes.betas.add("files-api-2025-04-14");
  if (ownOptions(part)["containerUpload"] === true) {
    return { type: "container_upload", file_id: fileId };
  }
  const type = part.type === "image" ? "image" : "document";
  return { type, source: { type: "file", file_id: fileId }, ...documentOptions(part) };
}

/** What the model is told of a document beside it, and whether it may cite it. */
const DOCUMENT_OPTIONS: ReadonlySet<string> = new Set(["title", "context", "citations"]);

function documentOptions(part: ImagePart | FilePart): JSONObject {
  if (part.type === "image") return {};
  const title = textOf(part.filename);
  const options = convertOwnOptions(part, DOCUMENT_OPTIONS);
  return title === undefined ? options : { title, ...options };
}

const TEXT_TYPES: ReadonlySet<string> = new Set([
  "application/json",
  "application/xml",
  "application/yaml",
  "application/x-yaml",
  "application/javascript",
  "application/sql",
]);

function isText(mediaType: string): boolean {
  return (
    mediaType.startsWith("text/") ||
    TEXT_TYPES.has(mediaType) ||
    mediaType.endsWith("+json") ||
    mediaType.endsWith("+xml")
  );
}
