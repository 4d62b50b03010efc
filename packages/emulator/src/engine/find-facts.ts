import { clipText } from "./clip-text.ts";

/** The places, names, numbers, … in a text, in its order. Arguments and schemas are filled with them. */
export interface Facts {
  /** Names after "in", "to", "for" …, lists split: places as a rule. */
  places: readonly string[];
  /** Sequences of capitalised words, except a single one at the start of a sentence. */
  names: readonly string[];
  numbers: readonly number[];
  /** Text between quotation marks. */
  quotations: readonly string[];
  emails: readonly string[];
  urls: readonly string[];
  /** Dates as YYYY-MM-DD. */
  dates: readonly string[];
  /** The longest arithmetic expression, with `*` and `/` as operators. */
  expression?: string;
}

const operators: readonly (readonly [RegExp, string])[] = [
  [/(?<=\d)\s*(?:×|x|times|multiplied by)\s*(?=\d)/giu, " * "],
  [/(?<=\d)\s*(?:÷|divided by|over)\s*(?=\d)/giu, " / "],
  [/(?<=\d)\s*plus\s*(?=\d)/giu, " + "],
  [/(?<=\d)\s*minus\s*(?=\d)/giu, " - "],
];

const notNames = new Set(
  `A An And Any Are At Be But By Can Could Did Do Does For From Give Has Have How I If In Is It Let
  List Make My No Not Now Of Off On Or Our Please She He Show So Tell The Then There They This To Use
  We What When Where Which Who Why Will With Write Would Yes You Your Compare Calculate Compute Find
  Get Look Search Check Explain Describe Summarize Translate Call Also Add Book Send Create Plan
  Today Tomorrow Hello Hi Hey Thanks Thank Query Question Answer Context Extract Generate Fahrenheit
  Celsius Monday Tuesday Wednesday Thursday Friday Saturday Sunday Multiply Divide Subtract Say
  Convert Weather Forecast Recommend Name Count Repeat Set Turn Open Run Read Reply
  Respond Return Output Provide Given Using Based Classify Analyze Suggest Choose Select Pick Fill Parse Draw Imagine JSON API HTML CSV XML SQL URL AI`.split(
    /\s+/u,
  ),
);

/** Finds places, names, numbers, dates and more in a text by patterns. */
export function findFacts(longText: string): Facts {
  const text = clipText(longText);
  const names = findNames(text);
  const expression = findExpression(text);
  const dates = [...text.matchAll(/\b\d{4}-\d{2}-\d{2}\b/gu)].map(([date]) => date);
  const withoutDates = text.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/gu, " ");
  return {
    places: findPlaces(text, names),
    names,
    numbers: [...withoutDates.matchAll(/(?<![\p{L}\d.])-?\d+(?:,\d{3})*(?:\.\d+)?/gu)].map(
      ([number]) => Number(number.replaceAll(",", "")),
    ),
    quotations: [
      ...text.matchAll(/"([^"\n]+)"|“([^”\n]+)”|`([^`\n]+)`|(?<!\p{L})'([^'\n]+)'(?!\p{L})/gu),
    ].map(([, ...groups]) => groups.find((group) => group !== undefined) ?? ""),
    emails: [...text.matchAll(/(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/gu)].map(
      ([email]) => email,
    ),
    urls: [...text.matchAll(/https?:\/\/[^\s"'<>)]+[^\s"'<>).,]/gu)].map(([url]) => url),
    dates,
    ...(expression === undefined ? {} : { expression }),
  };
}

function findNames(text: string): string[] {
  const runs = text.matchAll(
    /\p{Lu}[\p{L}\p{M}\p{N}'’.-]*(?:[ \t]+\p{Lu}[\p{L}\p{M}\p{N}'’-]*)*/gu,
  );
  const names = [...runs].map(([run]) => {
    const words = run
      .replace(/[.'’-]+$/u, "")
      .replace(/['’]s$/u, "")
      .split(/[ \t]+/u);
    while (notNames.has(words[0] ?? "")) words.shift();
    return words.join(" ");
  });
  return unique(names.filter((name) => name.length > 1 && !notNames.has(name)));
}

function findPlaces(text: string, names: readonly string[]): string[] {
  const prepositions = [
    ...text.matchAll(/\b(?:in|at|for|to|from|near|of|around|between|about|and)\s{1,3}(?:the )?/giu),
  ].map(({ index, 0: match }) => index + match.length);
  const capitalised = names.filter((name) =>
    prepositions.some((index) => text.startsWith(name, index)),
  );
  if (capitalised.length > 0) {
    // "in Paris, Rome and Oslo": once one name of a list is a place, its neighbours are places too.
    const first = names.indexOf(capitalised[0] ?? "");
    return names.filter(
      (name, index) => capitalised.includes(name) || (index > first && isListed(text, name)),
    );
  }
  const lowercase =
    /\b(?:in|at|for|near)\s+((?:new |san |los |las |rio de |sao )?\p{Ll}{3,}(?:(?:,| and)\s+\p{Ll}{3,})*)\s*(?:today|tomorrow|now|right now|this week)?\s*[?.!]?\s*$/iu.exec(
      text,
    )?.[1];
  if (lowercase === undefined || /^(?:the|me|my|this|that|an?|it|them|you)\b/iu.test(lowercase)) {
    return [];
  }
  return lowercase
    .replace(/\s+(?:today|tomorrow|now)$/u, "")
    .split(/,\s*|\s+and\s+/u)
    .map((place) => place.replaceAll(/(?<![\p{L}])\p{Ll}/gu, (letter) => letter.toUpperCase()));
}

function isListed(text: string, name: string): boolean {
  const index = text.indexOf(name);
  return /(?:,|\band|\bor)\s*$/u.test(text.slice(0, index));
}

function findExpression(text: string): string | undefined {
  let plain = text;
  for (const [pattern, operator] of operators) plain = plain.replaceAll(pattern, operator);
  const runs = plain.match(/[-\d.()+*/^% \t]{3,300}/gu) ?? [];
  return runs
    .map((run) =>
      run
        .replace(/^[\s.+*/^%)]+/u, "")
        .replace(/[\s.+*/^%(-]+$/u, "")
        .replaceAll(/\s+/gu, " "),
    )
    .filter((run) => /\d\)* ?[-+*/^%] ?\(*-?\d/u.test(run) && !/^\d{4}-\d{2}-\d{2}$/u.test(run))
    .toSorted((one, other) => other.length - one.length)[0];
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
