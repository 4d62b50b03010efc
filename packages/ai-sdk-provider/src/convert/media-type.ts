/** The part of a media type before the slash: `image` of `image/png`, `image/*` and `image`. */
export function topLevelMediaType(mediaType: string): string {
  return mediaType.split("/", 1)[0] ?? "";
}

/** Whether a media type names a subtype, unlike `image/*` and `image`. */
export function isFullMediaType(mediaType: string): boolean {
  return /^[^/]*\/(?!\*$)./.test(mediaType);
}

/**
 * The media type that the first bytes of a WAV, MP3 or PDF file show, when it is one of `topLevelType`.
 *
 * Signatures: RIFF with a WAVE form; an ID3 tag or an MPEG layer 3 frame header; `%PDF`.
 */
export function detectMediaType(base64: string, topLevelType: string): string | undefined {
  const start = decodeStart(base64);
  const found = SIGNATURES.find(([, signature]) => signature.test(start))?.[0];
  return found !== undefined && topLevelMediaType(found) === topLevelType ? found : undefined;
}

/** 12 bytes. */
const SNIFFED_BASE64 = 16;

/** Empty for a text that is not base64: that is for others to complain of. */
function decodeStart(base64: string): string {
  try {
    return atob(base64.slice(0, SNIFFED_BASE64).replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return "";
  }
}

const SIGNATURES: readonly [mediaType: string, signature: RegExp][] = [
  ["audio/wav", /^RIFF[^]{4}WAVE/],
  ["audio/mpeg", /^(?:ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb])/],
  ["application/pdf", /^%PDF/],
];
