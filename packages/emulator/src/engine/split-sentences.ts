/** Cuts text into sentences, list items and lines, without markup, in order. */
export function splitSentences(text: string): string[] {
  return text
    .replaceAll(/[^\S\n]+/gu, " ")
    .split(/\n+/u)
    .flatMap((line) => line.split(/(?<=[.!?…]["')\]]?)\s+(?=[\p{Lu}\p{N}"'([])|(?<=[。！？])/u))
    .map((sentence) => sentence.replace(/^(?:\s|[-*•>#]+\s|\d+[.)]\s)+/u, "").trim())
    .filter((sentence) => /\p{L}|\p{N}/u.test(sentence));
}
