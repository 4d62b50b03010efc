import { hash32 } from "../determinism/hash.ts";
import { findKeywords } from "./find-keywords.ts";

/**
 * A unit vector of a text's keywords, word pairs and letter triples, each hashed to a dimension with
 * a sign: texts that share words, or parts of words, are near each other.
 */
export function embedText(text: string, dimensions: number): Float32Array<ArrayBuffer> {
  const vector = new Float32Array(dimensions);
  const add = (feature: string, weight: number): void => {
    const hash = hash32(feature);
    const index = hash % dimensions;
    vector[index] = (vector[index] ?? 0) + (hash & 0x8000_0000 ? weight : -weight);
  };
  const keywords = findKeywords(text);
  for (const [index, word] of keywords.entries()) {
    add(`word:${word}`, 1);
    const next = keywords[index + 1];
    if (next !== undefined) add(`pair:${word} ${next}`, 0.5);
    const padded = `_${word}_`;
    for (let start = 0; start + 3 <= padded.length; start += 1) {
      add(`gram:${padded.slice(start, start + 3)}`, 0.25);
    }
  }
  if (keywords.length === 0) add(`text:${text.trim().toLowerCase()}`, 1);
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
