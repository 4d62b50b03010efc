import type { MediaPart, MediaSource } from "./chat-request.ts";

/**
 * A file as the part that its kind is: an image, a recording or a video by the first half of its media
 * type, a document otherwise.
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
