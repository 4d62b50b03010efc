import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** A text of the demo's little library. */
export interface LibraryDocument {
  title: string;
  text: string;
}

/** What the documents are about, for a model that decides whether to search them. */
export const libraryDescription: string =
  "Search the documents about Halden Island: when its ferry leaves, what a return ticket and other " +
  "fares cost, when the observatory was opened and is open, what the guesthouse serves for breakfast";

/** Reads the documents that come with the demo. */
export function readDocuments(): LibraryDocument[] {
  const folder = path.resolve(import.meta.dirname, "../documents");
  return readdirSync(folder)
    .toSorted()
    .map((file) => {
      const [heading = "", ...lines] = readFileSync(path.join(folder, file), "utf8").split("\n");
      return { title: heading.replace(/^# /, ""), text: lines.join("\n").trim() };
    });
}

/**
 * At most `count` documents that share most words with the query, best first. It is simple on purpose: the demo
 * is about the frameworks, and a real application has its own search.
 */
export function searchDocuments(
  documents: readonly LibraryDocument[],
  query: string,
  count = 2,
): LibraryDocument[] {
  const wanted = wordsOf(query);
  return documents
    .map((document) => ({
      document,
      score: [...wordsOf(`${document.title} ${document.text}`)].filter((word) => wanted.has(word))
        .length,
    }))
    .filter(({ score }) => score > 0)
    .toSorted((left, right) => right.score - left.score)
    .slice(0, count)
    .map(({ document }) => document);
}

/** Joins documents into one text for a model: the title of each, then its text. */
export function formatDocuments(documents: readonly LibraryDocument[]): string {
  return documents.map(({ title, text }) => `${title}\n${text}`).join("\n\n");
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/\p{L}{3,}/gu));
}
