import { bareMediaType } from "./resolve-media-type.ts";

/** The part of a media type after `audio/`, and the format's name on the wire where that differs. */
const FORMATS: ReadonlyMap<string, string> = new Map([
  ["mpeg", "mp3"],
  ["mpga", "mp3"],
  ["wave", "wav"],
  ["vnd.wave", "wav"],
  ["mp4", "m4a"],
  ["l16", "pcm16"],
  ["pcm", "pcm16"],
]);

/** Media types that are not `audio/` and the format's name. */
const MEDIA_TYPES: ReadonlyMap<string, string> = new Map([
  ["mp3", "audio/mpeg"],
  ["opus", "audio/ogg"],
  ["m4a", "audio/mp4"],
  // OpenAI's raw samples: 24 kHz, 16 bit, mono, little-endian.
  ["pcm16", "audio/pcm"],
]);

/** A recording's media type as the short name that OpenAI's APIs call its format: `audio/mpeg` is `mp3`. */
export function mapAudioFormat(mediaType: string): string {
  const name = (bareMediaType(mediaType) ?? "").replace(/^audio\//, "").replace(/^x-/, "");
  return FORMATS.get(name) ?? name;
}

/** The media type of a format by its name in OpenAI's APIs: `mp3` is `audio/mpeg`. */
export function mapAudioMediaType(format: string): string {
  return MEDIA_TYPES.get(format) ?? `audio/${format}`;
}
