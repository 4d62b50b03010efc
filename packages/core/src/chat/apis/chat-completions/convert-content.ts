import type { CacheControl, ContentPart, FilePart, TextPart } from "../../chat-request.ts";
import { textOf } from "../../../json-access.ts";
import type { JSONObject, JSONValue } from "../../../json.ts";

/** Message content in the API's form. A single text needs no list around it. */
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

/** A prompt-cache mark as a member of what it marks. */
export function convertCacheControl(cacheControl: CacheControl | undefined): JSONObject {
  return cacheControl === undefined ? {} : { cache_control: { ...cacheControl } };
}

function isPlainText(part: ContentPart): part is TextPart {
  return part.type === "text" && part.cacheControl === undefined;
}

function convertPart(part: ContentPart): JSONObject {
  if (part.type === "raw") return { ...part.value };
  const cacheControl = convertCacheControl(part.cacheControl);
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text, ...cacheControl };
    case "image": {
      const detail = part.detail === undefined ? {} : { detail: part.detail };
      return { type: "image_url", image_url: { url: part.url, ...detail }, ...cacheControl };
    }
    case "audio":
      return {
        type: "input_audio",
        input_audio: { data: part.data, format: part.format },
        ...cacheControl,
      };
    case "video":
      return { type: "video_url", video_url: { url: part.url }, ...cacheControl };
    case "file":
      return { type: "file", file: convertFile(part), ...cacheControl };
  }
}

function convertFile({ source, filename }: FilePart): JSONObject {
  const content = convertSource(source);
  const name = textOf(filename) ?? defaultFilename(content.file_data);
  return name === undefined ? content : { filename: name, ...content };
}

function convertSource(source: FilePart["source"]): { file_id?: string; file_data?: string } {
  if ("fileId" in source) return { file_id: source.fileId };
  // The API has one field for a document's content; an address takes its place where it is accepted.
  if ("url" in source) return { file_data: source.url };
  return { file_data: `data:${source.mediaType};base64,${source.data}` };
}

/** Endings of files whose media type is called otherwise. */
const FILE_ENDINGS: ReadonlyMap<string, string> = new Map([
  ["plain", "txt"],
  ["markdown", "md"],
]);

/** OpenAI refuses data without a name: "Missing required parameter: …file_id". */
function defaultFilename(data = ""): string | undefined {
  const type = /^data:(?:\w+\/(\w+)[;,])?/.exec(data);
  if (type === null) return undefined;
  const ending = type[1];
  return ending === undefined ? "file" : `file.${FILE_ENDINGS.get(ending) ?? ending}`;
}
