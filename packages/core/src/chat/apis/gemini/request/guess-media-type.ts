import type { MediaPart } from "../../../chat-request.ts";
import { USUAL_MEDIA_TYPES } from "../../../media-part.ts";

/** Media types by the endings of file names. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ["png", "image/png"],
  ["jpg", "image/jpeg"],
  ["jpeg", "image/jpeg"],
  ["webp", "image/webp"],
  ["gif", "image/gif"],
  ["heic", "image/heic"],
  ["heif", "image/heif"],
  ["mp3", "audio/mpeg"],
  ["wav", "audio/wav"],
  ["flac", "audio/flac"],
  ["ogg", "audio/ogg"],
  ["aac", "audio/aac"],
  ["m4a", "audio/mp4"],
  ["mp4", "video/mp4"],
  ["mov", "video/quicktime"],
  ["webm", "video/webm"],
  ["mpeg", "video/mpeg"],
  ["pdf", "application/pdf"],
  ["txt", "text/plain"],
  ["md", "text/markdown"],
  ["html", "text/html"],
  ["csv", "text/csv"],
  ["xml", "text/xml"],
]);

/** The media type of a file at an address, by its ending, otherwise by the kind of its part. */
export function guessMediaType(url: string, kind: MediaPart["type"]): string {
  const ending = /\.([a-z\d]+)(?:[?#]|$)/i.exec(url)?.[1]?.toLowerCase();
  return (ending === undefined ? undefined : TYPES.get(ending)) ?? USUAL_MEDIA_TYPES[kind];
}
