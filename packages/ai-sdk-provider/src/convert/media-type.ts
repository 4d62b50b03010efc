/** The part of a media type before the slash: `image` of `image/png`, `image/*` and `image`. */
export function topLevelMediaType(mediaType: string): string {
  return mediaType.split("/", 1)[0] ?? "";
}

/** Whether a media type names a subtype, unlike `image/*` and `image`. */
export function isFullMediaType(mediaType: string): boolean {
  return /^[^/]*\/(?!\*$)./.test(mediaType);
}
