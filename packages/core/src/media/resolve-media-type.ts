import { sniffMediaType } from "./sniff-media-type.ts";

/** Audio without a header: samples may begin with any bytes. */
const RAW_AUDIO: ReadonlySet<string> = new Set(["audio/pcm", "audio/l16", "audio/l24"]);

/**
 * The media type of a file. What its bytes show wins over what was declared, because relays label one
 * vendor's files as another's. The declared type counts for containers of audio or video (MP4, Ogg, WebM),
 * for raw samples, and for a file of which the bytes show no type.
 *
 * @param data Bytes, or base64.
 * @param declared With or without parameters.
 */
export function resolveMediaType(
  data: Uint8Array | string,
  declared: string | undefined,
): string | undefined {
  const named = bareMediaType(declared);
  if (named !== undefined && RAW_AUDIO.has(named)) return named;
  const shown = sniffMediaType(data);
  if (shown === undefined || named === undefined) return shown ?? named;
  return subtypeOf(shown) === subtypeOf(named) ? named : shown;
}

/** A media type in lower case without its parameters; undefined for a blank one. */
export function bareMediaType(mediaType: string | undefined): string | undefined {
  const bare = mediaType?.split(";", 1)[0]?.trim().toLowerCase();
  return bare === "" ? undefined : bare;
}

function subtypeOf(mediaType: string): string {
  return mediaType.slice(mediaType.indexOf("/") + 1);
}
