/** Formats whose name on the wire is not the second half of their media type. */
const FORMATS: ReadonlyMap<string, string> = new Map([
  ["mpeg", "mp3"],
  ["mpga", "mp3"],
  ["wave", "wav"],
  ["vnd.wave", "wav"],
  ["mp4", "m4a"],
  ["l16", "pcm16"],
  ["pcm", "pcm16"],
]);

/** A recording's media type as the short name that OpenAI's APIs call its format: `audio/mpeg` is `mp3`. */
export function mapAudioFormat(mediaType: string): string {
  const name = mediaType
    .toLowerCase()
    .replace(/;.*$/, "")
    .replace(/^audio\//, "")
    .replace(/^x-/, "");
  return FORMATS.get(name) ?? name;
}
