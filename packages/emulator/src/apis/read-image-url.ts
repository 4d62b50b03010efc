import type { ImageInput } from "../engine/conversation.ts";

/** An image from its URL. A data URL holds the bytes. */
export function readImageURL(url: string): ImageInput {
  const match = /^data:(?<mediaType>[\w.+/-]+);base64,(?<base64>.*)$/su.exec(url);
  const { mediaType, base64 } = match?.groups ?? {};
  if (mediaType === undefined || base64 === undefined) return { kind: "url", url };
  return { kind: "bytes", mediaType, base64 };
}
