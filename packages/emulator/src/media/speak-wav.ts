import { hash32 } from "../determinism/hash.ts";

const sampleRate = 24_000;
const secondsPerWord = 0.12;

/** The samples of a text as tones, one for each word: 16-bit mono at 24 kHz, as the `pcm` format has them. */
export function speakPCM(text: string, voice: string, speed: number): Buffer {
  const words = text.split(/\s+/u).filter((word) => word !== "");
  const samplesPerWord = Math.max(1, Math.round((sampleRate * secondsPerWord) / speed));
  const samples = Buffer.alloc(Math.max(1, words.length) * samplesPerWord * 2);
  const base = 160 + (hash32(voice) % 120);
  for (const [position, word] of words.entries()) {
    const frequency = base + (hash32(word.toLowerCase()) % 220);
    for (let index = 0; index < samplesPerWord; index += 1) {
      // Each word swells and fades, so that neighbours do not click.
      const volume = Math.sin((Math.PI * index) / samplesPerWord) * 8000;
      const value = Math.sin((2 * Math.PI * frequency * index) / sampleRate) * volume;
      samples.writeInt16LE(Math.round(value), (position * samplesPerWord + index) * 2);
    }
  }
  return samples;
}

/** The same tones as a WAV file. The text stands in its comment, so that a transcription can read it back. */
export function speakWAV(text: string, voice: string, speed: number): Buffer {
  const samples = speakPCM(text, voice, speed);
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE(sampleRate * 2, 8);
  format.writeUInt16LE(2, 12);
  format.writeUInt16LE(16, 14);
  const comment = createChunk("ICMT", Buffer.from(`${text}\0`, "utf8"));
  return createRIFF("WAVE", [
    createChunk("fmt ", format),
    createChunk("LIST", Buffer.concat([Buffer.from("INFO", "latin1"), comment])),
    createChunk("data", samples),
  ]);
}

/** A RIFF file of chunks. */
export function createRIFF(form: string, chunks: readonly Buffer[]): Buffer {
  return createChunk("RIFF", Buffer.concat([Buffer.from(form, "latin1"), ...chunks]));
}

/** A RIFF chunk, padded to an even length. */
export function createChunk(id: string, data: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(id, 0, "latin1");
  header.writeUInt32LE(data.byteLength, 4);
  return Buffer.concat([header, data, Buffer.alloc(data.byteLength % 2)]);
}

/** What a WAV file says: the comment its speaker left, and its length in seconds; undefined for other files. */
export function readWAV(bytes: Buffer): { text?: string; seconds: number } | undefined {
  if (bytes.length < 12 || bytes.toString("latin1", 0, 4) !== "RIFF") return undefined;
  if (bytes.toString("latin1", 8, 12) !== "WAVE") return undefined;
  let text: string | undefined;
  let seconds = 0;
  let bytesPerSecond = sampleRate * 2;
  for (let offset = 12; offset + 8 <= bytes.length;) {
    const id = bytes.toString("latin1", offset, offset + 4);
    const length = bytes.readUInt32LE(offset + 4);
    const data = bytes.subarray(offset + 8, offset + 8 + length);
    if (id === "fmt " && data.length >= 12) bytesPerSecond = data.readUInt32LE(8) || 1;
    if (id === "data") seconds = data.length / bytesPerSecond;
    const isComment = id === "LIST" && data.toString("latin1", 0, 8) === "INFOICMT";
    if (isComment) text = data.toString("utf8", 12, 12 + data.readUInt32LE(8)).replaceAll("\0", "");
    offset += 8 + length + (length % 2);
  }
  return text === undefined ? { seconds } : { text, seconds };
}
