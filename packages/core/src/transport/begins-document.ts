const BLANKS = new Set([0x09, 0x0a, 0x0d, 0x20]);
const BYTE_ORDER_MARK = new Set([0xef, 0xbb, 0xbf]);
const DOCUMENT_STARTS = new Set(["{", "[", "<"].map((character) => character.charCodeAt(0)));

/** Whether a body begins as JSON or HTML does, and no event stream can. */
export function beginsDocument(bytes: Uint8Array | undefined): boolean {
  const first = bytes?.find((byte) => !BLANKS.has(byte) && !BYTE_ORDER_MARK.has(byte));
  return first !== undefined && DOCUMENT_STARTS.has(first);
}

/**
 * Whether bytes say nothing where a body begins. A byte order mark is no blank: the network may have split
 * it, and the rest of one is no text.
 */
export function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => BLANKS.has(byte));
}
