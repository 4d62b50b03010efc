import type { ImageEvent } from "../../chat-event.ts";
import { isObject, textOf } from "../../../json-access.ts";

/** Reads generated images out of `images` (an array or one image) or a content part. */
export function normalizeImages(value: unknown): ImageEvent["image"][] {
  const entries = Array.isArray(value) ? value : [value];
  return entries.map(normalizeImage).filter((image) => image !== undefined);
}

function normalizeImage(entry: unknown): ImageEvent["image"] | undefined {
  if (typeof entry === "string") return fromURL(entry);
  if (!isObject(entry)) return undefined;
  const data = textOf(entry["b64_json"]) ?? textOf(entry["data"]);
  if (data !== undefined && !data.startsWith("data:")) {
    const mediaType = textOf(entry["mime_type"]) ?? textOf(entry["media_type"]) ?? "image/png";
    return { data, mediaType };
  }
  const imageURL = entry["image_url"];
  const url = isObject(imageURL) ? imageURL["url"] : (imageURL ?? entry["url"] ?? data);
  return typeof url === "string" ? fromURL(url) : undefined;
}

function fromURL(url: string): ImageEvent["image"] | undefined {
  if (url === "") return undefined;
  const match = /^data:([^;,]*)(?:;[^;,]*)*;base64,/i.exec(url);
  if (match === null) return { url };
  return { data: url.slice(match[0].length), mediaType: textOf(match[1]) ?? "image/png" };
}
