import { invalidArgument } from "../../../errors/invalid-answer.ts";
import { textOf } from "../../../json-access.ts";
import type { JSONObject } from "../../../json.ts";
import { parseDataURL, toDataURL } from "../../../media/data-url.ts";
import { mapAudioFormat } from "../../../media/map-audio-format.ts";
import type { AudioPart, ContentPart, FilePart, ImagePart } from "../../chat-request.ts";
import { defaultFilename } from "../default-filename.ts";
import type { CacheMarks } from "./cache-marks.ts";
import { openAIOptions } from "./openai-options.ts";

/** What a user says or a tool returns, as the API's list of input parts. */
export function convertContent(
  content: string | readonly ContentPart[],
  marks: CacheMarks,
): JSONObject[] {
  if (typeof content === "string") return [{ type: "input_text", text: content }];
  return content.map((part) => convertPart(part, marks));
}

function convertPart(part: ContentPart, marks: CacheMarks): JSONObject {
  if (part.type === "raw") return { ...part.value };
  const mark = marks.convert(part);
  switch (part.type) {
    case "text":
      return { type: "input_text", text: part.text, ...mark };
    case "image":
      return { ...convertImage(part), ...mark };
    case "file":
      return { ...convertFile(part), ...mark };
    case "audio":
      return { ...convertAudio(part), ...mark };
    case "video":
      throw invalidArgument(
        "The Responses API takes no videos. Leave the part out, or choose another `api`.",
      );
  }
}

function convertImage({ source, detail, vendorOptions }: ImagePart): JSONObject {
  const wanted = textOf(openAIOptions(vendorOptions)["imageDetail"]) ?? detail;
  const place =
    "fileId" in source
      ? { file_id: source.fileId }
      : { image_url: "url" in source ? source.url : toDataURL(source) };
  return { type: "input_image", ...place, ...(wanted === undefined ? {} : { detail: wanted }) };
}

function convertFile({ source, filename }: FilePart): JSONObject {
  if ("fileId" in source) return { type: "input_file", file_id: source.fileId };
  const url = "url" in source ? source.url : toDataURL(source);
  const name = textOf(filename) ?? defaultFilename(url);
  if (parseDataURL(url) === undefined) return { type: "input_file", file_url: url };
  return { type: "input_file", filename: name, file_data: url };
}

function convertAudio({ source }: AudioPart): JSONObject {
  const inline = "url" in source ? parseDataURL(source.url) : "data" in source ? source : undefined;
  if (inline === undefined) {
    throw invalidArgument(
      "The Responses API takes a recording as data only. Give its data, or choose another `api`.",
    );
  }
  const format = mapAudioFormat(inline.mediaType);
  return { type: "input_audio", input_audio: { data: inline.data, format } };
}
