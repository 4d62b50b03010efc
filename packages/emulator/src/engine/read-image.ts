/** What is known from the bytes of an image. */
export interface ImageFacts {
  format: "PNG" | "JPEG" | "GIF" | "WebP";
  width: number;
  height: number;
}

/** Reads format and size from the first bytes of an image; undefined when they are none. */
export function readImage(bytes: Buffer): ImageFacts | undefined {
  if (bytes.length >= 33 && bytes.subarray(1, 4).toString("latin1") === "PNG") {
    return { format: "PNG", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  }
  if (bytes.length >= 10 && bytes.subarray(0, 3).toString("latin1") === "GIF") {
    return { format: "GIF", width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  }
  if (bytes.length >= 30 && bytes.subarray(8, 12).toString("latin1") === "WEBP") {
    return {
      format: "WebP",
      width: bytes.readUInt16LE(26) & 0x3fff,
      height: bytes.readUInt16LE(28) & 0x3fff,
    };
  }
  return bytes.length > 4 && bytes.readUInt16BE(0) === 0xffd8 ? readJpeg(bytes) : undefined;
}

function readJpeg(bytes: Buffer): ImageFacts | undefined {
  let offset = 2;
  while (offset + 9 < bytes.length && bytes[offset] === 0xff) {
    const marker = bytes[offset + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      return {
        format: "JPEG",
        height: bytes.readUInt16BE(offset + 5),
        width: bytes.readUInt16BE(offset + 7),
      };
    }
    offset += 2 + bytes.readUInt16BE(offset + 2);
  }
  return undefined;
}
