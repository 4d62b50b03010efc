import type { CacheControl, ContentPart, TextPart } from "../../chat/chat-request.ts";
import type { JSONObject, JSONValue } from "../../json.ts";

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
    case "file": {
      const filename = part.filename === undefined ? {} : { filename: part.filename };
      return {
        type: "file",
        file: { ...filename, ...convertSource(part.source) },
        ...cacheControl,
      };
    }
  }
}

type FileSource = Extract<ContentPart, { type: "file" }>["source"];

function convertSource(source: FileSource): JSONObject {
  if ("fileId" in source) return { file_id: source.fileId };
  // The API has one field for a document's content; an address takes its place where it is accepted.
  if ("url" in source) return { file_data: source.url };
  return { file_data: `data:${source.mediaType};base64,${source.data}` };
}
