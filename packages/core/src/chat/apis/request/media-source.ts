import { type InlineData, parseDataURL, toDataURL } from "../../../media/data-url.ts";
import type { MediaSource } from "../../chat-request.ts";

/** Content that is in the request itself, in base64. Undefined for content at an address or a stored file. */
export function inlineOf(source: MediaSource): InlineData | undefined {
  if ("url" in source) return parseDataURL(source.url);
  return "data" in source ? source : undefined;
}

/** Where content is: its address, or its data as a `data:` URL. */
export function urlOf(source: Exclude<MediaSource, { fileId: string }>): string {
  return "url" in source ? source.url : toDataURL(source);
}

/** Whether a file of this media type is text, which every model reads. */
export function isTextType(mediaType: string): boolean {
  return /^text\/|^application\/(?:json|xml|(?:x-)?yaml|javascript|sql)\b|\+(?:json|xml)\b/i.test(
    mediaType,
  );
}
