import type { LanguageModelV4Citation } from "@ai-sdk/provider";
import type { CitationEvent } from "@cometapi/core";

/** A source and what it supports. */
export function convertCitation(event: CitationEvent, id: string): LanguageModelV4Citation {
  const { url, title, content, startIndex, endIndex } = event;
  return {
    source: {
      type: "source",
      sourceType: "url",
      id,
      url,
      ...(title === undefined ? {} : { title }),
    },
    ...(startIndex === undefined ? {} : { startIndex }),
    ...(endIndex === undefined ? {} : { endIndex }),
    ...(content === undefined ? {} : { citedText: content }),
  };
}
