const BLANKS = new Set([0x09, 0x0a, 0x0d, 0x20]);
const BYTE_ORDER_MARK = new Set([0xef, 0xbb, 0xbf]);
const DOCUMENT_STARTS = new Set(["{", "[", "<"].map((character) => character.charCodeAt(0)));

/** Whether a body begins as JSON or HTML does. An event stream never begins so. */
export function beginsDocument(bytes: Uint8Array | undefined): boolean {
  const first = bytes?.find((byte) => !BLANKS.has(byte) && !BYTE_ORDER_MARK.has(byte));
  return first !== undefined && DOCUMENT_STARTS.has(first);
}

/**
 * Whether bytes at the beginning of a body are only blanks. A byte order mark does not count as a blank: the
 * network may have split it, and the rest of it could not be decoded.
 */
export function areBlanks(bytes: Uint8Array): boolean {
  return bytes.every((byte) => BLANKS.has(byte));
}
