import {
  type LanguageModelV4FilePart,
  type SharedV4FileData,
  UnsupportedFunctionalityError,
} from "@ai-sdk/provider";
import type { ContentPart, MediaSource } from "@cometapi/core";
import { partOptionRules } from "../chat-language-model-options.ts";
import { parsePartOptions, PROVIDER_KEY } from "../provider-options.ts";
import { convertBase64ToBytes, convertToBase64 } from "./base64.ts";
import { detectMediaType, isFullMediaType, topLevelMediaType } from "./media-type.ts";

type InlineOrRemote = Extract<SharedV4FileData, { type: "data" | "url" }>;

/**
 * A file of the prompt as a content part.
 *
 * @throws UnsupportedFunctionalityError for what Chat Completions has no place for.
 */
export function convertFile(part: LanguageModelV4FilePart): ContentPart {
  const { data } = part;
  const { cacheControl } = parsePartOptions(part.providerOptions, partOptionRules);
  switch (data.type) {
    case "text":
      return { type: "text", text: data.text, cacheControl };
    case "reference": {
      const fileId = data.reference[PROVIDER_KEY];
      if (fileId === undefined) throw needsOwnReference(part);
      return { type: "file", source: { fileId }, filename: part.filename, cacheControl };
    }
    case "url":
    case "data":
      return convertMedia(part, data);
    default:
      return data satisfies never;
  }
}

function convertMedia(part: LanguageModelV4FilePart, data: InlineOrRemote): ContentPart {
  const { cacheControl, imageDetail } = parsePartOptions(part.providerOptions, partOptionRules);
  switch (topLevelMediaType(part.mediaType)) {
    case "image":
      return { type: "image", source: toSource(part, data), detail: imageDetail, cacheControl };
    case "video":
      return { type: "video", source: toSource(part, data), cacheControl };
    case "audio":
      if (data.type === "url") throw needsData("audio");
      return { type: "audio", source: toSource(part, data), cacheControl };
    case "text":
      return { type: "text", text: toText(part, data), cacheControl };
    default:
      return {
        type: "file",
        source: toSource(part, data),
        filename: part.filename,
        cacheControl,
      };
  }
}

function toSource(part: LanguageModelV4FilePart, data: InlineOrRemote): MediaSource {
  return data.type === "url"
    ? { url: data.url.toString() }
    : { data: convertToBase64(data.data), mediaType: findFullMediaType(part, data.data) };
}

function toText(part: LanguageModelV4FilePart, data: InlineOrRemote): string {
  if (data.type === "url") throw needsData(part.mediaType);
  const bytes = typeof data.data === "string" ? convertBase64ToBytes(data.data) : data.data;
  return new TextDecoder().decode(bytes);
}

/** The AI SDK finds the type of images in their data. Other files are known by it too, or have to say it. */
function findFullMediaType(
  { mediaType }: LanguageModelV4FilePart,
  data: string | Uint8Array,
): string {
  if (isFullMediaType(mediaType)) return mediaType;
  const found = detectMediaType(convertToBase64(data), topLevelMediaType(mediaType));
  if (found !== undefined) return found;
  throw new UnsupportedFunctionalityError({
    functionality: `files of type ${mediaType}`,
    message: `A file given as data needs its full media type, such as audio/wav, not ${mediaType}.`,
  });
}

function needsData(kind: string): UnsupportedFunctionalityError {
  return new UnsupportedFunctionalityError({
    functionality: `${kind} files by URL`,
    message: `Chat Completions takes ${kind} files as data, not by URL. Download the file first.`,
  });
}

function needsOwnReference({ mediaType }: LanguageModelV4FilePart): UnsupportedFunctionalityError {
  return new UnsupportedFunctionalityError({
    functionality: `${mediaType} files stored with another provider`,
    message: `A stored file needs its id under \`${PROVIDER_KEY}\` in the reference.`,
  });
}
