// Two characters of a script without spaces, a word of at most eight letters with the space before
// it, three digits, a run of spaces, or a run of punctuation: close to what tokenizers do.
const piecePattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{1,2}| ?\p{L}\p{M}*(?:\p{L}\p{M}*){0,7}| ?\p{N}{1,3}|\s+|[^\s\p{L}\p{N}]{1,4}/gu;

/** Cuts text into token-like pieces whose concatenation is the text. */
export function splitPieces(text: string): string[] {
  return text.match(piecePattern) ?? [];
}

/** How many tokens a text counts for: the number of its pieces. */
export function countTokens(text: string): number {
  return splitPieces(text).length;
}
