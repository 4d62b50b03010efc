import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { CometAPIError, type ImageEvent } from "@cometapi/core";

/** A generated file, as a stream and a whole answer hold it. */
export type FilePart = Extract<LanguageModelV4StreamPart, { type: "file" }>;

/**
 * A generated image as a file.
 *
 * @returns An error where the address that the vendor gave is not a URL.
 */
export function convertImage({ image }: ImageEvent): FilePart | CometAPIError {
  if ("data" in image) {
    const { mediaType, data } = image;
    return { type: "file", mediaType, data: { type: "data", data } };
  }
  if (!URL.canParse(image.url)) {
    const message = `The answer holds an image whose address is no URL: ${image.url}`;
    return new CometAPIError({ code: "invalid-response", message });
  }
  const url = new URL(image.url);
  return { type: "file", mediaType: guessMediaType(url), data: { type: "url", url } };
}

/**
 * Answers give an image's address without its media type. The ending of its name often shows the type.
 * Where it does not, PNG is assumed: most models make it, and programs that show images look at the data.
 */
function guessMediaType({ pathname }: URL): string {
  const extension = /\.(png|jpe?g|webp|gif|avif)$/i.exec(pathname)?.[1]?.toLowerCase();
  if (extension === undefined) return "image/png";
  return `image/${extension === "jpg" ? "jpeg" : extension}`;
}
