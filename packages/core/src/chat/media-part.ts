import type { MediaPart, MediaSource } from "./chat-request.ts";

/** Every kind of file that a request may hold, with its name in messages to the user. */
export const MEDIA_NAMES: Readonly<Record<MediaPart["type"], string>> = {
  image: "images",
  audio: "audio",
  video: "videos",
  file: "files",
};

/** The most likely media type of each kind of file, for an address that does not show it. */
export const USUAL_MEDIA_TYPES: Readonly<Record<MediaPart["type"], string>> = {
  image: "image/jpeg",
  audio: "audio/mpeg",
  video: "video/mp4",
  file: "application/pdf",
};

/**
 * A file as a part of its kind: image, audio or video by the first half of its media type, otherwise a document.
 *
 * @param mediaType E.g. `image/png`, `image/*` or `image`.
 * @param filename For a document.
 */
export function createMediaPart(
  mediaType: string,
  source: MediaSource,
  filename?: string,
): MediaPart {
  const [kind] = mediaType.toLowerCase().split("/", 1);
  switch (kind) {
    case "image":
    case "audio":
    case "video":
      return { type: kind, source };
    default:
      return { type: "file", source, filename };
  }
}
