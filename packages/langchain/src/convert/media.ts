import type { CitationEvent, ImageEvent } from "@cometapi/core";
import type { ContentBlock } from "@langchain/core/messages";
import { keepEcho } from "./echo.ts";

/** A generated image as LangChain's block. */
export function convertImage({ image, echo }: ImageEvent): ContentBlock.Multimodal.Image {
  const shown: ContentBlock.Multimodal.Image =
    "url" in image
      ? { type: "image", url: image.url }
      : { type: "image", data: image.data, mimeType: image.mediaType };
  return { ...shown, ...keepEcho(echo) };
}

/** A source of the answer as LangChain's annotation. */
export function convertCitation(citation: CitationEvent): ContentBlock.Citation {
  return {
    type: "citation",
    ...(citation.url !== undefined && { url: citation.url }),
    ...(citation.title !== undefined && { title: citation.title }),
    ...(citation.filename !== undefined && { filename: citation.filename }),
    ...(citation.fileId !== undefined && { fileId: citation.fileId }),
    ...(citation.content !== undefined && { citedText: citation.content }),
    ...(citation.startIndex !== undefined && { startIndex: citation.startIndex }),
    ...(citation.endIndex !== undefined && { endIndex: citation.endIndex }),
  };
}

/** Chat Completions does not say what its audio is; LangChain itself assumes this. */
export const audioMediaType = "audio/wav";
