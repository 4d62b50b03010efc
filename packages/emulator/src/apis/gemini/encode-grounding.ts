import type { Answer } from "../../engine/answer.ts";
import type { JsonObject } from "../../engine/conversation.ts";
import { readAnswer } from "../../engine/read-answer.ts";

/** The searches behind an answer and what its text has from each page; empty without a search. */
export function encodeGrounding(answer: Answer): JsonObject {
  const searches = answer.parts.filter((part) => part.kind === "search");
  if (searches.length === 0) return {};
  const pages = searches.flatMap(({ results }) => results);
  const { text } = readAnswer(answer);
  const sources = answer.parts.flatMap((part) =>
    part.kind === "text" ? (part.sources ?? []) : [],
  );
  return {
    groundingMetadata: {
      webSearchQueries: searches.map(({ query }) => query),
      searchEntryPoint: { renderedContent: "<div>CometAPI emulator</div>" },
      groundingChunks: pages.map(({ url, title }) => ({ web: { uri: url, title } })),
      groundingSupports: sources.flatMap((source) => {
        if (source.kind === "document") return [];
        // Google counts bytes.
        const start = Buffer.byteLength(text.slice(0, Math.max(0, text.indexOf(source.quote))));
        const endIndex = start + Buffer.byteLength(source.quote);
        return [
          {
            segment: { startIndex: start, endIndex, text: source.quote },
            groundingChunkIndices: [pages.findIndex(({ url }) => url === source.url)],
          },
        ];
      }),
    },
  };
}
