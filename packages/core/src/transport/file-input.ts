import { invalidArgument } from "../errors/invalid-answer.ts";
import { mapAudioFormat } from "../media/map-audio-format.ts";
import { bareMediaType } from "../media/resolve-media-type.ts";
import { sniffMediaType } from "../media/sniff-media-type.ts";

/** A file to send: a `Blob` or `File`, or bytes with their media type. */
export type FileInput =
  | Blob
  | {
      data: Uint8Array | ArrayBuffer;
      /** E.g. `audio/wav`. Where it names no format, as `image/*`, the bytes are asked. */
      mediaType: string;
      /** Default: the option's name with the ending that belongs to the media type. */
      filename?: string | undefined;
    };

/** Endings by which services tell formats apart; for others the format's own name is used. */
const FILE_ENDINGS: ReadonlyMap<string, string> = new Map([
  ["jpeg", "jpg"],
  ["quicktime", "mov"],
  ["pcm16", "pcm"],
]);

/**
 * Adds a file to a form under a name with the right ending: transcription services refuse a file
 * whose name has none.
 *
 * @throws {@link CometAPIError} `invalid-argument` for something that is no file, or an empty one.
 */
export function appendFile(form: FormData, field: string, file: FileInput, option: string): void {
  const blob = toBlob(file, option);
  if (blob.size === 0) throw invalidArgument(`\`${option}\` is an empty file.`);
  form.append(field, blob, filenameOf(file, blob.type, option));
}

function toBlob(file: FileInput, option: string): Blob {
  if (file instanceof Blob) return file;
  const data: unknown = file?.data;
  if (!(data instanceof Uint8Array || data instanceof ArrayBuffer)) {
    throw invalidArgument(
      `\`${option}\` must be a Blob, or bytes as \`{ data, mediaType }\` with \`data\` a Uint8Array.`,
    );
  }
  // Copied because a view of shared memory is no part of a Blob.
  const bytes = new Uint8Array(data);
  const named = bareMediaType(file.mediaType);
  const isFormat = named !== undefined && !named.includes("*");
  const type = isFormat ? file.mediaType : sniffMediaType(bytes);
  return new Blob([bytes], { type: type ?? file.mediaType ?? "" });
}

function filenameOf(file: FileInput, mediaType: string, option: string): string {
  const given = file instanceof Blob ? ("name" in file ? file.name : undefined) : file.filename;
  if (typeof given === "string" && given !== "") return given;
  const [kind, subtype = ""] = bareMediaType(mediaType)?.split("/") ?? [];
  const format = kind === "audio" ? mapAudioFormat(mediaType) : subtype.replace(/^x-/, "");
  const ending = FILE_ENDINGS.get(format) ?? format;
  return /^[a-z0-9]+$/.test(ending) ? `${option}.${ending}` : option;
}
