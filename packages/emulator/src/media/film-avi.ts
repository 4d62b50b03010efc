import { paint } from "./draw-png.ts";
import { createChunk, createRIFF } from "./speak-wav.ts";

const width = 64;
const height = 36;
const framesPerSecond = 4;

/** A prompt as a real film: an AVI file of uncompressed frames in which the drawing moves. */
export function filmAVI(prompt: string, seconds: number): Buffer {
  const frameCount = Math.max(1, Math.min(Math.round(seconds), 12) * framesPerSecond);
  const frames = Array.from({ length: frameCount }, (_frame, index) =>
    createChunk("00db", toBottomUpBGR(paint(prompt, width, height, index / frameCount))),
  );
  const frameBytes = width * height * 3;
  const main = createFields([
    1_000_000 / framesPerSecond,
    frameBytes * framesPerSecond,
    0,
    0,
    frameCount,
    0,
    1,
    frameBytes,
    width,
    height,
    0,
    0,
    0,
    0,
  ]);
  const stream = Buffer.concat([
    Buffer.from("vidsDIB ", "latin1"),
    createFields([0, 0, 0, 1, framesPerSecond, 0, frameCount, frameBytes, 0xffff_ffff, 0, 0, 0]),
  ]);
  const bitmap = createFields([40, width, height, 1 | (24 << 16), 0, frameBytes, 0, 0, 0, 0]);
  const streamList = createList("strl", [createChunk("strh", stream), createChunk("strf", bitmap)]);
  return createRIFF("AVI ", [
    createList("hdrl", [createChunk("avih", main), streamList]),
    createList("movi", frames),
  ]);
}

function createList(name: string, chunks: readonly Buffer[]): Buffer {
  return createChunk("LIST", Buffer.concat([Buffer.from(name, "latin1"), ...chunks]));
}

function createFields(values: readonly number[]): Buffer {
  const fields = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) fields.writeUInt32LE(value, index * 4);
  return fields;
}

/** Bitmaps begin at the bottom and with blue. */
function toBottomUpBGR(pixels: Buffer): Buffer {
  const flipped = Buffer.alloc(pixels.length);
  for (let index = 0; index < width * height; index += 1) {
    const target = (height - 1 - Math.floor(index / width)) * width + (index % width);
    flipped[target * 3] = pixels[index * 3 + 2] ?? 0;
    flipped[target * 3 + 1] = pixels[index * 3 + 1] ?? 0;
    flipped[target * 3 + 2] = pixels[index * 3] ?? 0;
  }
  return flipped;
}
