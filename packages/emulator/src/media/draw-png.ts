import { crc32, deflateSync } from "node:zlib";
import { createRandom } from "../determinism/random.ts";

const longestSide = 64;

const inks: readonly (readonly [RegExp, readonly [number, number, number]])[] = [
  [/\bred\b|rose|ruby|tomato/iu, [220, 40, 40]],
  [/\borange\b|sunset|fox/iu, [240, 150, 40]],
  [/\byellow\b|sun\b|gold|lemon|banana/iu, [240, 225, 60]],
  [/\bgreen\b|forest|grass|leaf|tree/iu, [50, 160, 70]],
  [/\bblue\b|sea\b|ocean|sky|water/iu, [45, 80, 210]],
  [/\bpurple\b|violet|lavender/iu, [140, 60, 180]],
  [/\bpink\b/iu, [245, 150, 185]],
  [/\bbrown\b|wood|coffee/iu, [130, 85, 50]],
  [/\bblack\b|night/iu, [15, 15, 15]],
  [/\bwhite\b|snow/iu, [245, 245, 245]],
];

/**
 * Draws a prompt as a PNG of at most 64 pixels a side, in the proportions of the wanted size: the colour the
 * prompt names as ground, and discs that follow from its words. The same prompt gives the same bytes.
 */
export function drawPNG(prompt: string, size = "1024x1024"): Buffer {
  const { width, height } = scale(size);
  const pixels = paint(prompt, width, height);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let row = 0; row < height; row += 1) {
    pixels.copy(rows, row * (width * 3 + 1) + 1, row * width * 3, (row + 1) * width * 3);
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    createChunk("IHDR", header),
    createChunk("IDAT", deflateSync(rows)),
    createChunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The pixels of a drawing, red, green and blue, row by row from the top. */
export function paint(prompt: string, width: number, height: number, phase = 0): Buffer {
  const random = createRandom(`drawing ${prompt}`);
  const drawInk = (): readonly [number, number, number] => [
    Math.floor(random.next() * 256),
    Math.floor(random.next() * 256),
    Math.floor(random.next() * 256),
  ];
  const ground = inks.find(([pattern]) => pattern.test(prompt))?.[1] ?? drawInk();
  const discs = Array.from({ length: 3 }, () => ({
    x: (random.next() + phase) * width,
    y: random.next() * height,
    radius: (0.06 + random.next() * 0.1) * Math.min(width, height),
    ink: drawInk(),
  }));
  const pixels = Buffer.alloc(width * height * 3);
  for (let index = 0; index < width * height; index += 1) {
    const x = index % width;
    const y = Math.floor(index / width);
    const disc = discs.find((one) => Math.hypot((one.x % width) - x, one.y - y) <= one.radius);
    pixels.set(disc?.ink ?? ground, index * 3);
  }
  return pixels;
}

function scale(size: string): { width: number; height: number } {
  const [width = 1, height = 1] = size.split(/[x*:]/u).map(Number);
  const isSize = width > 0 && height > 0 && Number.isFinite(width * height);
  const ratio = isSize ? longestSide / Math.max(width, height) : 1;
  const fit = (side: number): number => Math.max(1, Math.round(side * ratio));
  return isSize
    ? { width: fit(width), height: fit(height) }
    : { width: longestSide, height: longestSide };
}

function createChunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.byteLength);
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
