/**
 * The bytes of a base64 text in the plain or the URL alphabet. It may contain blanks, and padding may be
 * missing.
 *
 * @throws DOMException for a text that is not base64, as the platform's `atob` does.
 */
export function parseBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  // A plain loop: with a callback for each byte this takes several times as long.
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/**
 * The text that base64 holds as UTF-8.
 *
 * @throws DOMException as {@link parseBase64} does.
 */
export function parseBase64Text(text: string): string {
  return new TextDecoder().decode(parseBase64(text));
}

/** As {@link parseBase64}, but undefined for a text that is not base64. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return parseBase64(text);
  } catch {
    return undefined;
  }
}

/** A function call takes a limited number of arguments, so bytes are converted in slices. */
const SLICE_BYTES = 8192;

/** Bytes as base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += SLICE_BYTES) {
    parts.push(String.fromCharCode(...bytes.subarray(start, start + SLICE_BYTES)));
  }
  return btoa(parts.join(""));
}

/**
 * The bytes of base64 texts that follow each other, as streamed audio comes: each piece has its own
 * padding, so that the texts themselves cannot be joined.
 *
 * @returns Undefined when one of them is not base64.
 */
export function joinBase64(pieces: readonly string[]): Uint8Array<ArrayBuffer> | undefined {
  const decoded: Uint8Array[] = [];
  for (const piece of pieces) {
    const bytes = decodeBase64(piece);
    if (bytes === undefined) return undefined;
    decoded.push(bytes);
  }
  return joinBytes(decoded);
}

/** Joins pieces of bytes. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    all.set(piece, offset);
    offset += piece.length;
  }
  return all;
}
