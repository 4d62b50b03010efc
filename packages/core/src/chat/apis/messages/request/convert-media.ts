import { decodeBase64 } from "../../../../media/base64.ts";
import { resolveMediaType } from "../../../../media/resolve-media-type.ts";
import { textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import type { FilePart, ImagePart, MediaPart } from "../../../chat-request.ts";
import { inlineOf, isTextType, urlOf } from "../../request/media-source.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { pickAnthropicOptions } from "./pick-anthropic-options.ts";
import type { RequestContext } from "./request-context.ts";

/**
 * An image or a document as a block, without its prompt-cache mark. Undefined, with a warning, for content that the
 * API does not take.
 */
export function convertMedia(
  part: MediaPart,
  { notes, betas }: RequestContext,
): JSONObject | undefined {
  if (part.type !== "image" && part.type !== "file") {
    const message = `The ${part.type} of a message was not sent: the Messages API does not take it.`;
    notes.dropped("messages", message);
    return undefined;
  }
  const inline = inlineOf(part.source);
  if (inline === undefined) return convertReference(part, betas);
  const { data } = inline;
  const mediaType = resolveMediaType(data, inline.mediaType) ?? "application/octet-stream";
  const source = { type: "base64", media_type: mediaType, data };
  if (mediaType.startsWith("image/")) return { type: "image", source };
  if (mediaType === "application/pdf") {
    return { type: "document", source, ...documentOptions(part) };
  }
  const bytes = isTextType(mediaType) ? decodeBase64(data) : undefined;
  if (bytes === undefined) {
    const message = `A file of the type ${mediaType} was not sent: the Messages API takes images, PDF and text.`;
    notes.dropped("messages", message);
    return undefined;
  }
  const text = {
    type: "text",
    media_type: "text/plain",
    data: new TextDecoder().decode(bytes),
  };
  return { type: "document", source: text, ...documentOptions(part) };
}

/** Content at an address, or a stored file. On request, a stored file goes to Anthropic's code execution instead. */
function convertReference(part: ImagePart | FilePart, betas: Set<string>): JSONObject {
  const type = part.type === "image" ? "image" : "document";
  const { source } = part;
  if (!("fileId" in source)) {
    return { type, source: { type: "url", url: urlOf(source) }, ...documentOptions(part) };
  }
  const { fileId } = source;
  betas.add("files-api-2025-04-14");
  return vendorOptionsOf(part, "anthropic")["containerUpload"] === true
    ? { type: "container_upload", file_id: fileId }
    : { type, source: { type: "file", file_id: fileId }, ...documentOptions(part) };
}

function documentOptions(part: ImagePart | FilePart): JSONObject {
  if (part.type === "image") return {};
  return {
    title: textOf(part.filename),
    ...pickAnthropicOptions(part, "title", "context", "citations"),
  };
}
