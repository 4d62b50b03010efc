import { invalidArgument } from "../errors/invalid-answer.ts";

/** A file to send: a `Blob` or `File`, or bytes with their media type. */
export type FileInput =
  | Blob
  | {
      data: Uint8Array | ArrayBuffer;
      /** E.g. `audio/wav`. */
      mediaType: string;
      /** Default: the option's name with the ending that belongs to the media type. */
      filename?: string | undefined;
    };

/** Endings by which services tell formats apart; for others the media type's own name is used. */
const FILE_ENDINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "audio/mpeg": "mp3",
    "audio/mp3": "mp3",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
    "audio/wave": "wav",
    "audio/mp4": "m4a",
    "audio/x-m4a": "m4a",
    "audio/aac": "aac",
    "audio/flac": "flac",
    "audio/x-flac": "flac",
    "audio/ogg": "ogg",
    "audio/opus": "opus",
    "audio/webm": "webm",
    "image/jpeg": "jpg",
    "video/quicktime": "mov",
  }),
);

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
  return new Blob([new Uint8Array(data)], { type: file.mediaType });
}

function filenameOf(file: FileInput, mediaType: string, option: string): string {
  const given = file instanceof Blob ? ("name" in file ? file.name : undefined) : file.filename;
  if (typeof given === "string" && given !== "") return given;
  const type = mediaType.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const ending = FILE_ENDINGS.get(type) ?? /^[a-z]+\/(?:x-)?([a-z0-9]+)$/.exec(type)?.[1];
  return ending === undefined ? option : `${option}.${ending}`;
}
