import { type LanguageModelV4FilePart, UnsupportedFunctionalityError } from "@ai-sdk/provider";
import { convertBase64ToBytes } from "./base64.ts";

/** The part of a media type before the slash: `image` of `image/png`, `image/*` and `image`. */
export function topLevelMediaType(mediaType: string): string {
  return mediaType.split("/", 1)[0] ?? "";
}

/**
 * The media type of a file of the prompt; where it names only the kind (`image`, `image/*`), the one
 * its first bytes tell.
 *
 * @throws UnsupportedFunctionalityError when they do not tell.
 */
export function resolveMediaType({ mediaType, data }: LanguageModelV4FilePart): string {
  if (/\/[^*]/.test(mediaType)) return mediaType;
  const detected =
    data.type === "data" ? detectMediaType(data.data, topLevelMediaType(mediaType)) : undefined;
  if (detected !== undefined) return detected;
  throw new UnsupportedFunctionalityError({
    functionality: `file of media type "${mediaType}" without a subtype`,
    message: `A file of type "${mediaType}" must specify subtype: its bytes do not tell.`,
  });
}

/** Enough base64, in whole groups of four, for the longest signature. */
const HEAD_CHARACTERS = 24;
const HEAD_BYTES = 16;

function detectMediaType(data: string | Uint8Array, kind: string): string | undefined {
  const bytes =
    typeof data === "string" ? convertBase64ToBytes(data.slice(0, HEAD_CHARACTERS)) : data;
  const head = Array.from(bytes.subarray(0, HEAD_BYTES), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  const found = signatures.find(
    ([mediaType, signature]) => mediaType.startsWith(`${kind}/`) && signature.test(head),
  );
  return found?.[0];
}

/** How files begin, in hexadecimal; an earlier line wins. */
const signatures: readonly (readonly [mediaType: string, signature: RegExp])[] = [
  ["image/png", /^89504e47/],
  ["image/jpeg", /^ffd8ff/],
  ["image/gif", /^47494638/],
  ["image/webp", /^52494646.{8}57454250/],
  ["image/avif", /^.{8}6674797061766966/],
  ["image/heic", /^.{8}6674797068656963/],
  ["image/bmp", /^424d/],
  ["image/tiff", /^(?:49492a00|4d4d002a)/],
  ["audio/wav", /^52494646.{8}57415645/],
  ["audio/ogg", /^4f676753/],
  ["audio/flac", /^664c6143/],
  ["audio/aac", /^fff[19]/],
  ["audio/mpeg", /^(?:494433|ff[ef])/],
  ["audio/mp4", /^.{8}66747970/],
  ["audio/webm", /^1a45dfa3/],
  ["video/quicktime", /^.{8}667479707174/],
  ["video/mp4", /^.{8}66747970/],
  ["video/webm", /^1a45dfa3/],
  ["application/pdf", /^25504446/],
];
