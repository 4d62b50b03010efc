import {
  type LanguageModelV4FilePart,
  type SharedV4FileData,
  UnsupportedFunctionalityError,
} from "@ai-sdk/provider";
import type { ContentPart, MediaSource } from "@cometapi/core";
import { partOptionRules } from "../chat-language-model-options.ts";
import { parsePartOptions, PROVIDER_KEY } from "../provider-options.ts";
import { convertToBase64 } from "./base64.ts";
import { convertMarks } from "./content-parts.ts";
import { detectMediaType, isFullMediaType, topLevelMediaType } from "./media-type.ts";

type Located = Exclude<SharedV4FileData, { type: "text" }>;

/**
 * A file of the prompt as a content part.
 *
 * @throws UnsupportedFunctionalityError for a file that another provider stores, and for data of no
 *   known type.
 */
export function convertFile(part: LanguageModelV4FilePart): ContentPart {
  const { data, mediaType, filename } = part;
  const marks = convertMarks(part.providerOptions);
  if (data.type === "text") return { type: "text", text: data.text, ...marks };
  const source = convertSource(part, data);
  switch (topLevelMediaType(mediaType)) {
    case "image": {
      const { imageDetail } = parsePartOptions(part.providerOptions, partOptionRules);
      return { type: "image", source, detail: imageDetail, ...marks };
    }
    case "video":
      return { type: "video", source, ...marks };
    case "audio":
      return { type: "audio", source, ...marks };
    default:
      return { type: "file", source, filename, ...marks };
  }
}

function convertSource(part: LanguageModelV4FilePart, data: Located): MediaSource {
  switch (data.type) {
    case "url":
      return { url: data.url.toString() };
    case "data":
      return { data: convertToBase64(data.data), mediaType: findFullMediaType(part, data.data) };
    case "reference": {
      const fileId = data.reference[PROVIDER_KEY];
      if (fileId === undefined) throw needsOwnReference(part);
      return { fileId };
    }
    default:
      return data satisfies never;
  }
}

/** The AI SDK finds the type of images in their data. Other files are known by it too, or have to say it. */
function findFullMediaType(
  { mediaType }: LanguageModelV4FilePart,
  data: string | Uint8Array,
): string {
  if (isFullMediaType(mediaType)) return mediaType;
  const topLevel = topLevelMediaType(mediaType);
  if (topLevel === "text") return "text/plain";
  const found = detectMediaType(convertToBase64(data), topLevel);
  if (found !== undefined) return found;
  throw new UnsupportedFunctionalityError({
    functionality: `files of type ${mediaType}`,
    message: `A file given as data needs its full media type, such as audio/wav, not ${mediaType}.`,
  });
}

function needsOwnReference({ mediaType }: LanguageModelV4FilePart): UnsupportedFunctionalityError {
  return new UnsupportedFunctionalityError({
    functionality: `${mediaType} files stored with another provider`,
    message: `A stored file needs its id under \`${PROVIDER_KEY}\` in the reference.`,
  });
}
