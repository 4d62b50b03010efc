import { invalidArgument } from "../../../../errors/invalid-answer.ts";
import { textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import { mapAudioFormat } from "../../../../media/map-audio-format.ts";
import type { AudioPart, ContentPart, FilePart, ImagePart } from "../../../chat-request.ts";
import { defaultFilename } from "../../request/default-filename.ts";
import { inlineOf, urlOf } from "../../request/media-source.ts";
import { vendorOptionsOf } from "../../request/vendor-options-of.ts";
import { convertCacheMark } from "./convert-cache-mark.ts";
import type { RequestContext } from "./request-context.ts";

/** The content of a user message or a tool's result, as a list of input parts. */
export function convertContent(
  content: string | readonly ContentPart[],
  context: RequestContext,
): JSONObject[] {
  if (typeof content === "string") return [{ type: "input_text", text: content }];
  return content.map((part) => convertPart(part, context));
}

function convertPart(part: ContentPart, context: RequestContext): JSONObject {
  if (part.type === "raw") return { ...part.value };
  return { ...convertUnmarked(part), ...convertCacheMark(part, context) };
}

function convertUnmarked(part: Exclude<ContentPart, { type: "raw" }>): JSONObject {
  switch (part.type) {
    case "text":
      return { type: "input_text", text: part.text };
    case "image":
      return convertImage(part);
    case "file":
      return convertFile(part);
    case "audio":
      return convertAudio(part);
    default:
      throw invalidArgument(
        `The Responses API takes no ${part.type}s. Leave the part out, or choose another \`api\`.`,
      );
  }
}

function convertImage(part: ImagePart): JSONObject {
  const { source } = part;
  const detail = textOf(vendorOptionsOf(part, "openai")["imageDetail"]) ?? part.detail;
  const place = "fileId" in source ? { file_id: source.fileId } : { image_url: urlOf(source) };
  return { type: "input_image", ...place, detail };
}

function convertFile({ source, filename }: FilePart): JSONObject {
  if ("fileId" in source) return { type: "input_file", file_id: source.fileId };
  const url = urlOf(source);
  if (inlineOf(source) === undefined) return { type: "input_file", file_url: url };
  const name = textOf(filename) ?? defaultFilename(url);
  return { type: "input_file", filename: name, file_data: url };
}

function convertAudio({ source }: AudioPart): JSONObject {
  const inline = inlineOf(source);
  if (inline === undefined) {
    throw invalidArgument(
      "The Responses API takes audio only as data. Give its data, or choose another `api`.",
    );
  }
  const format = mapAudioFormat(inline.mediaType);
  return { type: "input_audio", input_audio: { data: inline.data, format } };
}
