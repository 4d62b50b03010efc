const samplesPerFrame = 1152;
const sampleRate = 44_100;
const secondsPerWord = 0.12;
// MPEG-1 layer III without padding, 32 kbit/s, mono; a frame without data is silence.
const frameHeader = Buffer.from([0xff, 0xfb, 0x10, 0xc0]);
const frameLength = 104;
const description = "emulator";

/** A text as an MP3 file: silence, as long as the text takes to say, and the text in a tag. */
export function speakMP3(text: string, speed: number): Buffer {
  const words = text.split(/\s+/u).filter((word) => word !== "").length;
  const seconds = (Math.max(1, words) * secondsPerWord) / speed;
  const frame = Buffer.concat([frameHeader, Buffer.alloc(frameLength - frameHeader.length)]);
  const count = Math.ceil((seconds * sampleRate) / samplesPerFrame);
  return Buffer.concat([createTag(text), ...Array.from({ length: count }, () => frame)]);
}

/** What an MP3 file of the emulator says, and the length of any MP3 of its kind in seconds; undefined for other files. */
export function readMP3(bytes: Buffer): { text?: string; seconds: number } | undefined {
  const hasTag = bytes.toString("latin1", 0, 3) === "ID3";
  const start = hasTag && bytes.length >= 10 ? 10 + readSize(bytes, 6) : 0;
  if (bytes[start] !== 0xff || ((bytes[start + 1] ?? 0) & 0xe0) !== 0xe0) return undefined;
  const frames = Math.floor((bytes.length - start) / frameLength);
  const seconds = (frames * samplesPerFrame) / sampleRate;
  const mark = Buffer.from(`${description}\0`);
  const at = hasTag ? bytes.subarray(0, start).indexOf(mark) : -1;
  if (at < 0) return { seconds };
  return { text: bytes.toString("utf8", at + mark.length, start), seconds };
}

/** An ID3v2.4 tag with one text of the user's own. */
function createTag(text: string): Buffer {
  const content = Buffer.concat([Buffer.from([3]), Buffer.from(`${description}\0${text}`)]);
  const frame = Buffer.concat([
    Buffer.from("TXXX", "latin1"),
    writeSize(content.length),
    Buffer.alloc(2),
    content,
  ]);
  return Buffer.concat([Buffer.from("ID3\x04\0\0", "latin1"), writeSize(frame.length), frame]);
}

/** Four bytes of seven bits each. */
function writeSize(size: number): Buffer {
  return Buffer.from([21, 14, 7, 0].map((shift) => (size >>> shift) & 0x7f));
}

function readSize(bytes: Buffer, offset: number): number {
  return [0, 1, 2, 3].reduce(
    (size, index) => (size << 7) | ((bytes[offset + index] ?? 0) & 0x7f),
    0,
  );
}
