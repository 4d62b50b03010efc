import { decodeBase64 } from "./base64.ts";

/**
 * How files of each type begin; `?` stands for any byte. Where one pattern begins like another, the
 * longer one stands first. Sources: the WHATWG MIME Sniffing standard; for AVIF, HEIC and M4A the
 * brands that ISO base media files name in their first box; for MP3 without a tag the frame headers of
 * MPEG layer 3.
 */
const SIGNATURES: readonly (readonly [mediaType: string, start: string])[] = [
  ["image/png", "\u0089PNG\r\n\u001a\n"],
  ["image/jpeg", "\u00ff\u00d8\u00ff"],
  ["image/webp", "RIFF????WEBP"],
  ["image/gif", "GIF8"],
  ["image/avif", "????ftypavif"],
  ["image/avif", "????ftypavis"],
  ["image/heic", "????ftyphei"],
  ["image/heic", "????ftypmif1"],
  ["image/tiff", "II*\0"],
  ["image/tiff", "MM\0*"],
  ["image/bmp", "BM????\0\0\0\0"],
  ["audio/wav", "RIFF????WAVE"],
  ["audio/aiff", "FORM????AIFF"],
  ["audio/flac", "fLaC"],
  ["audio/ogg", "OggS"],
  ["audio/mp4", "????ftypM4A"],
  ["audio/mpeg", "ID3"],
  ["audio/mpeg", "\u00ff\u00fb"],
  ["audio/mpeg", "\u00ff\u00fa"],
  ["audio/mpeg", "\u00ff\u00f3"],
  ["audio/mpeg", "\u00ff\u00f2"],
  ["audio/mpeg", "\u00ff\u00e3"],
  ["audio/aac", "\u00ff\u00f1"],
  ["audio/aac", "\u00ff\u00f9"],
  ["video/quicktime", "????ftypqt"],
  ["video/mp4", "????ftyp"],
  ["video/webm", "\u001aE\u00df\u00a3"],
  ["application/pdf", "%PDF-"],
];

/** As many characters as the longest pattern needs, in whole groups of four. */
const SNIFFED_BASE64 = 16;

/**
 * The media type that the first bytes of a file show, e.g. `image/png`.
 *
 * @param data Bytes, or base64 in the plain alphabet or the one for addresses.
 * @returns Undefined if no known type begins so: raw audio samples, text, or a text that is not base64.
 */
export function sniffMediaType(data: Uint8Array | string): string | undefined {
  const bytes = typeof data === "string" ? decodeBase64(data.slice(0, SNIFFED_BASE64)) : data;
  if (bytes === undefined) return undefined;
  return SIGNATURES.find(([, start]) => beginsWith(bytes, start))?.[0];
}

function beginsWith(bytes: Uint8Array, start: string): boolean {
  for (let index = 0; index < start.length; index += 1) {
    if (start[index] !== "?" && bytes[index] !== start.charCodeAt(index)) return false;
  }
  return bytes.length >= start.length;
}
