import { sniffMediaType } from "./sniff-media-type.ts";

/** Sound without a header: samples may begin with any bytes. */
const RAW_AUDIO: ReadonlySet<string> = new Set(["audio/pcm", "audio/l16", "audio/l24"]);

/**
 * The media type of a file: what its bytes show, whatever it was declared to be, because gateways label
 * one vendor's files as another's. A container that may hold sound or pictures (MP4, Ogg, WebM) is what it
 * was declared; so are raw samples, and a file whose bytes show nothing.
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
