import type { LanguageModelV4Citation, LanguageModelV4Source } from "@ai-sdk/provider";
import type { CitationEvent } from "@cometapi/core";
import { PROVIDER_KEY } from "../provider-options.ts";

/** A citation: the source, and the part of the text that it supports. */
export function convertCitation(event: CitationEvent, id: string): LanguageModelV4Citation {
  const { content, startIndex, endIndex } = event;
  return {
    source: convertSource(event, id),
    ...(startIndex === undefined ? {} : { startIndex }),
    ...(endIndex === undefined ? {} : { endIndex }),
    ...(content === undefined ? {} : { citedText: content }),
  };
}

function convertSource(event: CitationEvent, id: string): LanguageModelV4Source {
  const { url, title, filename, fileId } = event;
  if (url !== undefined) {
    return {
      type: "source",
      sourceType: "url",
      id,
      url,
      ...(title === undefined ? {} : { title }),
    };
  }
  return {
    type: "source",
    sourceType: "document",
    id,
    mediaType: "application/octet-stream",
    title: title ?? filename ?? fileId ?? "document",
    ...(filename === undefined ? {} : { filename }),
    ...(fileId === undefined ? {} : { providerMetadata: { [PROVIDER_KEY]: { fileId } } }),
  };
}
