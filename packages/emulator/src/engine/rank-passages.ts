import { findKeywords } from "./find-keywords.ts";
import type { Passage } from "./find-question.ts";

/** A passage with how well it fits. */
export interface RankedPassage {
  passage: Passage;
  /** The share of the question's keywords in the passage, by weight: 0 to slightly above 1. */
  score: number;
}

/**
 * The passages that best fit a question, best first, none without a common keyword. Rare words
 * weigh more than common ones, and a sentence gains from the rest of the document it stands in.
 */
export function rankPassages(question: string, passages: readonly Passage[]): RankedPassage[] {
  const wanted = [...new Set(findKeywords(question))];
  const keywordsOf = passages.map((passage) => new Set(findKeywords(passage.text)));
  const documents = new Map<number, Set<string>>();
  for (const [index, passage] of passages.entries()) {
    const words = documents.get(passage.documentIndex) ?? new Set();
    for (const word of keywordsOf[index] ?? []) words.add(word);
    documents.set(passage.documentIndex, words);
  }
  const weights = new Map(
    wanted.map((word) => {
      const holders = keywordsOf.filter((words) => words.has(word)).length;
      return [word, Math.log(1 + (passages.length + 1) / (holders + 0.5))];
    }),
  );
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0) || 1;
  const weigh = (words: ReadonlySet<string> | undefined): number =>
    wanted.reduce((sum, word) => sum + (words?.has(word) ? (weights.get(word) ?? 0) : 0), 0) /
    total;
  return passages
    .map((passage, index) => {
      const own = weigh(keywordsOf[index]);
      const score = own === 0 ? 0 : own + weigh(documents.get(passage.documentIndex)) / 4;
      return { passage, score };
    })
    .filter(({ score }) => score > 0)
    .toSorted((left, right) => right.score - left.score);
}
