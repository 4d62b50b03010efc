/** Base64, or its form for URLs, as bytes. */
export function convertBase64ToBytes(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Data as base64; text already is. */
export function convertToBase64(data: string | Uint8Array): string {
  if (typeof data === "string") return data;
  const parts: string[] = [];
  // In slices: a call takes only so many arguments.
  for (let start = 0; start < data.length; start += SLICE_BYTES) {
    parts.push(String.fromCharCode(...data.subarray(start, start + SLICE_BYTES)));
  }
  return btoa(parts.join(""));
}

const SLICE_BYTES = 8192;
