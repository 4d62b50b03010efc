import type { LanguageModelV4StreamPart } from "@ai-sdk/provider";
import { type AudioEvent, CometAPIError, type ImageEvent, joinBase64 } from "@cometapi/core";
import { PROVIDER_KEY } from "../provider-options.ts";

/** A generated file, in a stream or a whole answer. */
export type FilePart = Extract<LanguageModelV4StreamPart, { type: "file" }>;

/**
 * A generated image as a file.
 *
 * @returns An error if the image's address is not a URL.
 */
export function convertImage({ image }: ImageEvent): FilePart | CometAPIError {
  if ("data" in image) {
    const { mediaType, data } = image;
    return { type: "file", mediaType, data: { type: "data", data } };
  }
  if (!URL.canParse(image.url)) {
    const message = `The answer holds an image whose address is not a URL: ${image.url}`;
    return new CometAPIError({ code: "invalid-response", message });
  }
  const url = new URL(image.url);
  return { type: "file", mediaType: guessMediaType(url), data: { type: "url", url } };
}

/**
 * Answers give an image's address without its media type. The extension of the file name often shows it.
 * Otherwise PNG is assumed: most models make it, and programs that show images look at the data.
 */
function guessMediaType({ pathname }: URL): string {
  const extension = /\.(png|jpe?g|webp|gif|avif)$/i.exec(pathname)?.[1]?.toLowerCase();
  if (extension === undefined) return "image/png";
  return `image/${extension === "jpg" ? "jpeg" : extension}`;
}

/**
 * A generated recording as a file, from the fragments in which it was streamed.
 *
 * @returns Undefined if the fragments hold no sound, an error if they are not base64.
 */
export function convertAudio(
  fragments: readonly AudioEvent[],
): FilePart | CometAPIError | undefined {
  const audio = joinBase64(fragments.map(({ data = "" }) => data));
  if (audio === undefined) {
    const message = "The answer holds audio that is not base64.";
    return new CometAPIError({ code: "invalid-response", message });
  }
  if (audio.length === 0) return undefined;
  const transcript = fragments.map((fragment) => fragment.transcript ?? "").join("");
  const id = fragments.find((fragment) => fragment.id !== undefined)?.id;
  const named = fragments.find(({ mediaType }) => mediaType !== undefined)?.mediaType;
  return {
    type: "file",
    // A file must have a media type. Core finds none if the format was not asked for and the bytes do not show it.
    mediaType: named ?? "audio/wav",
    data: { type: "data", data: audio },
    providerMetadata: { [PROVIDER_KEY]: { transcript, ...(id === undefined ? {} : { id }) } },
  };
}
