import type { ImageEvent } from "../../../chat-event.ts";
import { isObject, textOf } from "../../../../json-access.ts";
import { parseDataURL } from "../../../../media/data-url.ts";
import { resolveMediaType } from "../../../../media/resolve-media-type.ts";

/** Reads generated images out of `images` (an array or one image) or a content part. */
export function normalizeImages(value: unknown): ImageEvent["image"][] {
  const entries = Array.isArray(value) ? value : [value];
  return entries.map(normalizeImage).filter((image) => image !== undefined);
}

function normalizeImage(entry: unknown): ImageEvent["image"] | undefined {
  if (typeof entry === "string") return fromURL(entry);
  if (!isObject(entry)) return undefined;
  const data = textOf(entry["b64_json"]) ?? textOf(entry["data"]);
  if (data !== undefined && !/^data:/i.test(data)) {
    const declared = textOf(entry["mime_type"]) ?? textOf(entry["media_type"]);
    return { data, mediaType: resolveMediaType(data, declared) ?? DEFAULT_TYPE };
  }
  const imageURL = entry["image_url"];
  const url = isObject(imageURL) ? imageURL["url"] : (imageURL ?? entry["url"] ?? data);
  return typeof url === "string" ? fromURL(url) : undefined;
}

/** What most models make. */
const DEFAULT_TYPE = "image/png";

function fromURL(url: string): ImageEvent["image"] | undefined {
  if (url === "") return undefined;
  const inline = parseDataURL(url);
  if (inline === undefined) return { url };
  const { data, mediaType } = inline;
  const declared = mediaType === "text/plain" ? undefined : mediaType;
  return { data, mediaType: resolveMediaType(data, declared) ?? DEFAULT_TYPE };
}
