import { isJSONObject, objectOf, textOf } from "../../../../json-access.ts";
import type { JSONObject } from "../../../../json.ts";
import { sniffMediaType } from "../../../../media/sniff-media-type.ts";
import type { ImageEvent } from "../../../chat-event.ts";

/** An image or audio of the answer. */
export type AnswerMedia =
  | { kind: "image"; image: ImageEvent["image"] }
  | { kind: "audio"; data: string; mediaType: string };

/** The image or audio in a part. Undefined for any other part, and for what the model made while it thought. */
export function readMedia({ thought, fileData, inlineData }: JSONObject): AnswerMedia | undefined {
  if (thought === true) return undefined;
  if (isJSONObject(fileData)) {
    const url = textOf(fileData["fileUri"]);
    const isImage = isOfKind(textOf(fileData["mimeType"]), "image/");
    return isImage && url !== undefined ? { kind: "image", image: { url } } : undefined;
  }
  const { data: inline, mimeType } = objectOf(inlineData);
  const data = textOf(inline);
  if (data === undefined) return undefined;
  const mediaType = textOf(mimeType) ?? sniffMediaType(data);
  if (isOfKind(mediaType, "image/")) return { kind: "image", image: { data, mediaType } };
  return isOfKind(mediaType, "audio/") ? { kind: "audio", data, mediaType } : undefined;
}

function isOfKind(mediaType: string | undefined, kind: string): mediaType is string {
  return mediaType?.toLowerCase().startsWith(kind) === true;
}
