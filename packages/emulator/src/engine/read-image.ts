import { inflateSync } from "node:zlib";

/** What the bytes of an image tell. */
export interface ImageFacts {
  format: "PNG" | "JPEG" | "GIF" | "WebP";
  width: number;
  height: number;
  /** The name of its average colour, for PNG images of eight bits per channel. */
  color?: string;
}

/** Reads format, size and colour from the first bytes of an image; undefined when they are none. */
export function readImage(bytes: Buffer): ImageFacts | undefined {
  if (bytes.length >= 33 && bytes.subarray(1, 4).toString("latin1") === "PNG") {
    return readPng(bytes);
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

function readPng(bytes: Buffer): ImageFacts {
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  const color = averageColor(bytes, width, height);
  return { format: "PNG", width, height, ...(color === undefined ? {} : { color }) };
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

const maximumPixels = 4_000_000;

/** The average colour of a non-interlaced eight-bit RGB or RGBA image. */
function averageColor(bytes: Buffer, width: number, height: number): string | undefined {
  const channels = { 2: 3, 6: 4 }[bytes[25] ?? 0];
  if (
    channels === undefined ||
    bytes[24] !== 8 ||
    bytes[28] !== 0 ||
    width * height > maximumPixels
  )
    return undefined;
  const parts: Buffer[] = [];
  for (let offset = 8; offset + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(offset);
    const type = bytes.subarray(offset + 4, offset + 8).toString("latin1");
    if (type === "IDAT") parts.push(bytes.subarray(offset + 8, offset + 8 + length));
    offset += 12 + length;
  }
  const stride = width * channels;
  let pixels: Buffer;
  try {
    pixels = inflateSync(Buffer.concat(parts), { maxOutputLength: (stride + 1) * height });
  } catch {
    return undefined;
  }
  if (pixels.length < (stride + 1) * height) return undefined;
  const sums = [0, 0, 0];
  let previous = new Uint8Array(stride);
  for (let row = 0; row < height; row += 1) {
    const start = row * (stride + 1);
    const current = unfilter(
      pixels[start] ?? 0,
      pixels.subarray(start + 1, start + 1 + stride),
      previous,
      channels,
    );
    for (let index = 0; index < stride; index += channels) {
      for (let channel = 0; channel < 3; channel += 1) {
        sums[channel] = (sums[channel] ?? 0) + (current[index + channel] ?? 0);
      }
    }
    previous = current;
  }
  const [red = 0, green = 0, blue = 0] = sums.map((sum) => sum / (width * height));
  return nameColor(red, green, blue);
}

/** Undoes one row's PNG filter (none, sub, up, average, Paeth). */
function unfilter(
  filter: number,
  row: Uint8Array,
  above: Uint8Array,
  channels: number,
): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(row.length);
  for (let index = 0; index < row.length; index += 1) {
    const left = result[index - channels] ?? 0;
    const up = above[index] ?? 0;
    const corner = above[index - channels] ?? 0;
    const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
    result[index] = (row[index] ?? 0) + predicted;
  }
  return result;
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const distances = [left, up, corner].map((value) => Math.abs(estimate - value));
  const nearest = Math.min(...distances);
  return [left, up, corner][distances.indexOf(nearest)] ?? 0;
}

const namedColors: readonly (readonly [string, number, number, number])[] = [
  ["red", 220, 40, 40],
  ["orange", 240, 150, 40],
  ["yellow", 240, 225, 60],
  ["green", 50, 160, 70],
  ["cyan", 60, 200, 210],
  ["blue", 45, 80, 210],
  ["purple", 140, 60, 180],
  ["pink", 245, 150, 185],
  ["brown", 130, 85, 50],
  ["black", 15, 15, 15],
  ["grey", 128, 128, 128],
  ["white", 245, 245, 245],
];

function nameColor(red: number, green: number, blue: number): string {
  const distance = ([, r, g, b]: readonly [string, number, number, number]): number =>
    (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
  return namedColors.toSorted((left, right) => distance(left) - distance(right))[0]?.[0] ?? "grey";
}
