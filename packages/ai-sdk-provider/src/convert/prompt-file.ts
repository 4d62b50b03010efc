import {
  type LanguageModelV4FilePart,
  type SharedV4FileData,
  UnsupportedFunctionalityError,
} from "@ai-sdk/provider";
import {
  type ContentPart,
  createMediaPart,
  encodeBase64,
  type MediaSource,
  sniffMediaType,
} from "@cometapi/core";
import { partOptionRules } from "../chat/chat-language-model-options.ts";
import { parsePartOptions, PROVIDER_KEY } from "../provider-options.ts";
import { convertPartOptions } from "./part-options.ts";

type LocatedData = Exclude<SharedV4FileData, { type: "text" }>;

/**
 * A file of the prompt as a content part.
 *
 * @throws UnsupportedFunctionalityError for a file that another provider stores, and for data of unknown type.
 */
export function convertFile(part: LanguageModelV4FilePart): ContentPart {
  const { data, mediaType, filename } = part;
  const options = convertPartOptions(part.providerOptions);
  if (data.type === "text") return { type: "text", text: data.text, ...options };
  const converted = createMediaPart(mediaType, convertSource(part, data), filename);
  if (converted.type !== "image") return { ...converted, ...options };
  const { imageDetail } = parsePartOptions(part.providerOptions, partOptionRules);
  return { ...converted, detail: imageDetail, ...options };
}

function convertSource(part: LanguageModelV4FilePart, data: LocatedData): MediaSource {
  switch (data.type) {
    case "url":
      return { url: data.url.toString() };
    case "data":
      return { data: toBase64(data.data), mediaType: findFullMediaType(part, data.data) };
    case "reference": {
      const fileId = data.reference[PROVIDER_KEY];
      if (fileId === undefined) throw toReferenceError(part);
      return { fileId };
    }
    default:
      return data satisfies never;
  }
}

/** The full media type of data given with `image/*` or the like, found in the data. */
function findFullMediaType(
  { mediaType }: LanguageModelV4FilePart,
  data: string | Uint8Array,
): string {
  if (/^[^/]*\/(?!\*$)./.test(mediaType)) return mediaType;
  const [kind = ""] = mediaType.split("/", 1);
  if (kind === "text") return "text/plain";
  const found = sniffMediaType(data);
  if (found?.startsWith(`${kind}/`) === true) return found;
  throw new UnsupportedFunctionalityError({
    functionality: `files of type ${mediaType}`,
    message: `A file given as data needs its full media type, such as audio/wav, not ${mediaType}.`,
  });
}

function toBase64(data: string | Uint8Array): string {
  return typeof data === "string" ? data : encodeBase64(data);
}

function toReferenceError({ mediaType }: LanguageModelV4FilePart): UnsupportedFunctionalityError {
  return new UnsupportedFunctionalityError({
    functionality: `${mediaType} files stored with another provider`,
    message: `A stored file needs its id under \`${PROVIDER_KEY}\` in the reference.`,
  });
}
