import {
  type ContentPart,
  CometAPIError,
  createMediaPart,
  type InlineData,
  parseBase64Text,
  parseDataURL,
} from "@cometapi/core";
import type { MessageContent, MessageContentDetail } from "@llamaindex/core/llms";

/** Content as parts of a request. A string stays one. */
export function convertContent(content: MessageContent): string | ContentPart[] {
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return content.map(convertDetail);
  throw new CometAPIError({
    code: "invalid-argument",
    message: "A message has no content. Give it a text, or a list of parts.",
  });
}

function convertDetail(detail: MessageContentDetail): ContentPart {
  switch (detail.type) {
    case "text":
      return { type: "text", text: detail.text };
    case "image_url":
      return { type: "image", source: { url: detail.image_url.url }, detail: findDetail(detail) };
    case "image":
    case "video":
    case "audio":
      return createMediaPart(detail.type, toSource(detail));
    case "file":
      return convertFile(detail);
    default:
      throw unknownDetail(detail);
  }
}

/** How closely to look at an image: beside its address, as LlamaIndex types it, or within as in OpenAI's API. */
function findDetail({
  detail,
  image_url: image,
}: Extract<MessageContentDetail, { type: "image_url" }>): string | undefined {
  if (detail !== undefined) return detail;
  return "detail" in image && typeof image.detail === "string" ? image.detail : undefined;
}

interface MediaDetail {
  /** Base64, or a data URL of it. */
  data: string;
  mimeType: string;
}

function convertFile(file: MediaDetail): ContentPart {
  const { mimeType } = file;
  const source = toSource(file);
  // Most models take a PDF and no other document; text they can read as text.
  if (mimeType.startsWith("text/") || mimeType === "application/json") {
    return { type: "text", text: decodeText(source.data, mimeType) };
  }
  return createMediaPart(mimeType, source);
}

/** LlamaIndex's `data` is base64 or a `data:` URL. The type in the URL wins over `mimeType`. */
function toSource({ data, mimeType }: MediaDetail): InlineData {
  if (!data.startsWith("data:")) return { data, mediaType: mimeType };
  const isBase64 = /^data:[^,]*;base64,/i.test(data);
  const inline = isBase64 ? parseDataURL(data) : undefined;
  if (inline === undefined) throw notBase64(mimeType);
  return inline;
}

function decodeText(base64: string, mimeType: string): string {
  try {
    return parseBase64Text(base64);
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
