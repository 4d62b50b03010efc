import type { Source } from "./answer.ts";
import type { Conversation } from "./conversation.ts";
import { splitSentences } from "./split-sentences.ts";

/** The places in cited documents from which an answer has its sentences. */
export function findSources({ turns }: Pick<Conversation, "turns">, answer: string): Source[] {
  const documents = turns.flatMap((turn) => (turn.role === "user" ? (turn.documents ?? []) : []));
  return splitSentences(answer).flatMap((quote) =>
    documents.flatMap(({ text, title, isPDF, isCited }, index): Source[] => {
      const start = text.indexOf(quote);
      if (!isCited || start < 0) return [];
      return [{ kind: "document", index, title, quote, start, isPDF }];
    }),
  );
}
