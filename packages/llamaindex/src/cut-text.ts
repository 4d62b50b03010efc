/** Turns text into tokens and back. */
export interface TextTokenizer {
  encode: (text: string) => Uint32Array;
  decode: (tokens: Uint32Array) => string;
}

const MOST_TOKENS_PER_UNIT = 3;

/** As much of a text as has at most so many tokens, cut between two characters. */
export function cutText(text: string, maxTokens: number, tokenizer: TextTokenizer): string {
  // A token is at least one byte. Most texts are known to fit without being counted, which takes long.
  if (text.length * MOST_TOKENS_PER_UNIT <= maxTokens) return text;
  if (text.length <= maxTokens && /^\p{ASCII}*$/u.test(text)) return text;
  const tokens = tokenizer.encode(text);
  if (tokens.length <= maxTokens) return text;
  return tokenizer.decode(tokens.slice(0, maxTokens)).replace(/\u{fffd}+$/u, "");
}
