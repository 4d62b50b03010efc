import { invalidArgument } from "../errors/invalid-answer.ts";
import { mapAudioFormat } from "../media/map-audio-format.ts";
import { bareMediaType } from "../media/resolve-media-type.ts";
import { sniffMediaType } from "../media/sniff-media-type.ts";

/** A file to send: a `Blob` or `File`, or bytes with their media type. */
export type FileInput =
  | Blob
  | {
      data: Uint8Array | ArrayBuffer;
      /** E.g. `audio/wav`. If it names no format, as in `image/*`, the format is found in the bytes. */
      mediaType: string;
      /** Default: the option's name with the ending that belongs to the media type. */
      filename?: string | undefined;
    };

/** File name endings of media types. For other media types the second half of the type is used. */
const FILE_ENDINGS: ReadonlyMap<string, string> = new Map([
  ["jpeg", "jpg"],
  ["quicktime", "mov"],
  ["pcm16", "pcm"],
]);

/**
 * Adds a file to a form under a name with the right ending: transcription services refuse a file name
 * without one. Errors name the caller's option.
 *
 * @throws {@link CometAPIError} `invalid-argument` for a value that is not a file, or an empty file.
 */
export function appendFile(
  form: FormData,
  file: FileInput,
  { field, option }: { field: string; option: string },
): void {
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
  // Copied because a Blob does not take a view of shared memory.
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
