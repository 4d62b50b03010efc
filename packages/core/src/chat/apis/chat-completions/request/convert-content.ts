import { decodeBase64 } from "../../../../media/base64.ts";
import { mapAudioFormat } from "../../../../media/map-audio-format.ts";
import type { CacheControl } from "../../../chat-options.ts";
import type {
  AudioPart,
  ContentPart,
  FilePart,
  ImagePart,
  MediaSource,
  TextPart,
  VideoPart,
} from "../../../chat-request.ts";
import { CometAPIError } from "../../../../errors/comet-api-error.ts";
import { defaultFilename } from "../../request/default-filename.ts";
import { inlineOf, isTextType, urlOf } from "../../request/media-source.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { textOf } from "../../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../../json.ts";

/** Message content in the API's form. A single text is sent without a list around it. */
export function convertContent(content: string | readonly ContentPart[]): JSONValue {
  if (typeof content === "string") return content;
  const [first, ...rest] = content;
  return first !== undefined && rest.length === 0 && isPlainText(first)
    ? first.text
    : content.map(convertPart);
}

/**
 * As {@link convertContent}, but several texts become one: outside of user messages many vendors take
 * no list of parts.
 */
export function convertJoinedContent(content: string | readonly ContentPart[]): JSONValue {
  if (typeof content === "string") return content;
  return content.every(isPlainText)
    ? content.map((part) => part.text).join("")
    : content.map(convertPart);
}

/** The field for a prompt-cache mark, to be added to the object that is marked. */
export function convertCacheMark(cacheControl: CacheControl | undefined): JSONObject {
  return cacheControl === undefined ? {} : { cache_control: { ...cacheControl } };
}

function isPlainText(part: ContentPart): part is TextPart {
  return part.type === "text" && part.cacheControl === undefined;
}

function convertPart(part: ContentPart): JSONObject {
  if (part.type === "raw") return { ...part.value };
  const cacheControl = convertCacheMark(part.cacheControl);
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text, ...cacheControl };
    case "image": {
      const detail = textOf(vendorOptionsOf(part, "openai")["imageDetail"]) ?? part.detail;
      const image = { ...convertLocation(part), detail };
      return { type: "image_url", image_url: image, ...cacheControl };
    }
    case "audio":
      return { type: "input_audio", input_audio: convertAudio(part), ...cacheControl };
    case "video":
      return { type: "video_url", video_url: convertLocation(part), ...cacheControl };
    case "file": {
      const text = readText(part.source);
      if (text !== undefined) return { type: "text", text, ...cacheControl };
      return { type: "file", file: convertFile(part), ...cacheControl };
    }
  }
}

/** Where an image or a video is: its data as a `data:` URL, or its address. */
function convertLocation({ type, source }: ImagePart | VideoPart): JSONObject {
  if ("fileId" in source) throw refused(type, "the id of a stored file", "its data or its address");
  return { url: urlOf(source) };
}

/** A recording is taken as data, with a short name of its format. */
function convertAudio({ source }: AudioPart): JSONObject {
  if ("fileId" in source) throw refused("audio", "the id of a stored file", "its data");
  const inline = inlineOf(source);
  if (inline === undefined) throw refused("audio", "an address", "its data");
  return { data: inline.data, format: mapAudioFormat(inline.mediaType) };
}

function refused(type: string, given: string, wanted: string): CometAPIError {
  return new CometAPIError({
    code: "invalid-argument",
    message: `Chat Completions takes no content of type ${type} by ${given}. Give ${wanted}, or choose another \`api\`.`,
  });
}

/** The text of a text file. Of documents most models take only PDF, but all of them take text. */
function readText(source: MediaSource): string | undefined {
  if (!("data" in source) || !isTextType(source.mediaType)) return undefined;
  const bytes = decodeBase64(source.data);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

function convertFile({ source, filename }: FilePart): JSONObject {
  const content = convertSource(source);
  const name = textOf(filename) ?? defaultFilename(content.file_data ?? "");
  return name === undefined ? content : { filename: name, ...content };
}

function convertSource(source: MediaSource): { file_id?: string; file_data?: string } {
  if ("fileId" in source) return { file_id: source.fileId };
  // The API has one field for a document's content. Where an address is accepted, it is sent in that field.
  return { file_data: urlOf(source) };
}
