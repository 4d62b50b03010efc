import { type ContentPart, CometAPIError } from "@cometapi/core";
import type { MessageContent, MessageContentDetail } from "@llamaindex/core/llms";

/** Content as parts of a request. A string stays one. */
export function convertContent(content: MessageContent): string | ContentPart[] {
  return typeof content === "string" ? content : content.map(convertDetail);
}

function convertDetail(detail: MessageContentDetail): ContentPart {
  switch (detail.type) {
    case "text":
      return { type: "text", text: detail.text };
    case "image_url":
      return { type: "image", url: detail.image_url.url, detail: detail.detail };
    case "image":
      return { type: "image", url: dataURL(detail) };
    case "video":
      return { type: "video", url: dataURL(detail) };
    case "audio":
      return convertAudio(detail);
    case "file":
      return convertFile(detail);
    default:
      throw unknownDetail(detail);
  }
}

interface MediaDetail {
  /** Base64, or a data URL of it. */
  data: string;
  mimeType: string;
}

function convertFile(file: MediaDetail): ContentPart {
  const { mimeType } = file;
  const [kind] = mimeType.split("/");
  if (kind === "image") return { type: "image", url: dataURL(file) };
  if (kind === "video") return { type: "video", url: dataURL(file) };
  if (kind === "audio") return convertAudio(file);
  const data = toBase64(file);
  // Most models take a PDF and no other document; text they can read as text.
  if (kind === "text" || mimeType === "application/json") {
    return { type: "text", text: decodeText(data, mimeType) };
  }
  return { type: "file", source: { data, mediaType: mimeType } };
}

function convertAudio(audio: MediaDetail): ContentPart {
  const { mimeType } = audio;
  const subtype = (mimeType.split("/")[1] ?? mimeType).split(";")[0] ?? mimeType;
  return { type: "audio", data: toBase64(audio), format: audioFormats[subtype] ?? subtype };
}

const audioFormats: Readonly<Record<string, string>> = {
  mpeg: "mp3",
  "x-wav": "wav",
  wave: "wav",
  "vnd.wave": "wav",
  mp4: "m4a",
};

function dataURL({ data, mimeType }: MediaDetail): string {
  return data.startsWith("data:") ? data : `data:${mimeType};base64,${data}`;
}

function toBase64({ data, mimeType }: MediaDetail): string {
  if (!data.startsWith("data:")) return data;
  const [head = "", base64] = data.split(",", 2);
  if (base64 === undefined || !/;base64$/i.test(head)) throw notBase64(mimeType);
  return base64;
}

function decodeText(base64: string, mimeType: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
  } catch (cause) {
    throw notBase64(mimeType, cause);
  }
}

function notBase64(mimeType: string, cause?: unknown): CometAPIError {
  return new CometAPIError({
    code: "invalid-argument",
    message:
      `The \`data\` of a message's \`${mimeType}\` is not base64. Encode its bytes, as ` +
      '`Buffer.from(bytes).toString("base64")` does, or give a `data:…;base64,…` URL.',
    cause,
  });
}

function unknownDetail(detail: never): CometAPIError {
  const { type } = detail as { type?: unknown };
  return new CometAPIError({
    code: "invalid-argument",
    message:
      `A message has content of type \`${String(type)}\`, which cannot be sent. ` +
      `Use text, image_url, image, audio, video or file.`,
  });
}
