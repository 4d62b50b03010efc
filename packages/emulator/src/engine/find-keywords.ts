// Words that say nothing about the subject of a sentence.
const stopWords = new Set(
  `a about again all also am an and any are as at be been being but by can could did do does doing
  done for from get give had has have having he her here him his how i if in into is it its just let
  like may me might more most much my need new no not now of on one only or other our out over please
  really say she should show so some tell than that the their them then there these they this those
  take taken takes took to too up us use used user using very want was we were what when where which who whom whose why
  will with would you your`.split(/\s+/u),
);

/** Words that mean the same to a person who asks: each group counts as one keyword. */
const synonyms: readonly (readonly string[])[] = [
  ["weather", "forecast", "temperature", "rain", "umbrella", "sunny", "degree", "celsius"],
  ["calculate", "calculator", "compute", "math", "arithmetic", "expression", "evaluate"],
  ["multiply", "times", "product", "multiplication"],
  ["add", "plus", "sum", "addition"],
  ["subtract", "minus", "difference", "subtraction"],
  ["divide", "division", "quotient"],
  ["price", "cost", "expensive", "cheap", "pay", "fee", "usd", "dollar"],
  ["search", "find", "look", "lookup", "query", "retrieve"],
  ["buy", "purchase", "order"],
  ["mail", "email", "message"],
  ["begin", "start", "found", "launch"],
  ["picture", "image", "photo", "draw"],
  ["doc", "document", "knowledge", "handbook", "manual"],
];

const canonicalWords = new Map(
  synonyms.flatMap((group) => group.map((word) => [stemWord(word), stemWord(group[0] ?? word)])),
);

/** The keywords of a text: lower case, stemmed, without stop words, in order. */
export function findKeywords(text: string): string[] {
  const spaced = text.replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2").toLowerCase();
  const keywords: string[] = [];
  for (const [word] of spaced.matchAll(/\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}]+/gu)) {
    if (stopWords.has(word)) continue;
    const stem = stemWord(word);
    keywords.push(canonicalWords.get(stem) ?? stem);
  }
  return keywords;
}

/** The stem of an English word, so that "refunded" matches "refunds". */
export function stemWord(word: string): string {
  let stem = word;
  if (stem.length > 5) stem = stem.replace(/(?:ations?|ings?|ments?|edly)$/u, "");
  if (stem.length > 4) stem = stem.replace(/ies$/u, "y").replace(/(?:ed|ers?|ly)$/u, "");
  if (stem.length > 3) stem = stem.replace(/(?<=[^s])s$/u, "").replace(/e$/u, "");
  return stem.replace(/(?<double>[^aeiouls])\k<double>$/u, "$<double>");
}
