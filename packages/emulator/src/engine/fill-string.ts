import type { JsonObject } from "./conversation.ts";
import { escapePattern } from "./escape-pattern.ts";
import type { FilledValue, FillPosition, FillSource } from "./fill-source.ts";

type Finder = (source: FillSource, position: FillPosition) => string | undefined;

// Where the string for a property of this name comes from. The first row wins that fits the name and finds something.
const finders: readonly (readonly [RegExp, Finder])[] = [
  [/mail|recipient|^to$/iu, ({ facts }, { ordinal }) => facts.emails[ordinal] ?? facts.emails[0]],
  [
    /origin|departure|^from|source_?city/iu,
    ({ request, facts }) => facts.places.find((place) => request.includes(`from ${place}`)),
  ],
  [
    /destination|arrival|^to$|^to_?city/iu,
    ({ request, facts }) =>
      facts.places.find((place) => request.includes(`to ${place}`)) ?? facts.places[0],
  ],
  [
    /city|location|place|town|country|region|address|where|destination|capital/iu,
    ({ facts }, { ordinal }) => facts.places[ordinal] ?? facts.places[0] ?? facts.names[0],
  ],
  [/expression|formula|equation|calculation/iu, ({ facts }) => facts.expression],
  [/time_?zone/iu, ({ request }) => /\b[A-Z]\p{L}+\/[A-Z]\p{L}+\b|\bUTC\b/u.exec(request)?.[0]],
  [/url|uri|link|website/iu, ({ facts }, { ordinal }) => facts.urls[ordinal] ?? facts.urls[0]],
  [
    /date|day|when|deadline/iu,
    ({ facts, request }, { ordinal }) =>
      facts.dates[ordinal] ??
      facts.dates[0] ??
      /\b(?:today|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/iu
        .exec(request)?.[0]
        .toLowerCase(),
  ],
  [
    /unit/iu,
    ({ request }) =>
      /\b(?:celsius|fahrenheit|kelvin|metric|imperial)\b/iu.exec(request)?.[0].toLowerCase(),
  ],
  [
    /language|locale/iu,
    ({ request }) =>
      /\b(?:English|German|French|Spanish|Italian|Portuguese|Dutch|Japanese|Chinese|Korean|Arabic|Hindi|Russian|Polish|Turkish)\b/u.exec(
        request,
      )?.[0],
  ],
  [/currency|symbol|ticker/iu, ({ request }) => /\b[A-Z]{2,5}\b/u.exec(request)?.[0]],
  [
    /(?:^|_)id$|Id$|number|code|sku|order/u,
    ({ request }) => /\b(?=[\w-]*\d)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\b/u.exec(request)?.[0],
  ],
  [
    /query|question|search|keyword|^q$|^input$|prompt|request|topic/iu,
    ({ request, facts }) => facts.quotations[0] ?? searchWords(request),
  ],
  [
    /name|person|author|customer|user|artist|compan|who|character/iu,
    ({ facts }, { ordinal }) =>
      facts.names[ordinal] ?? (ordinal === 0 ? undefined : facts.names[0]),
  ],
  [
    /text|content|body|message|subject|note/iu,
    ({ request, facts }) => facts.quotations[0] ?? /:\s+(\S.*)$/su.exec(request)?.[1],
  ],
  [/title/iu, ({ facts }) => facts.quotations[0]],
];

// Properties that hold a sentence rather than a name.
const prose =
  /summary|description|answer|reason|explanation|response|result|conclusion|comment|content|text|note|detail/iu;

/** Fills a string: by its format, by a value that the text labels with the property's name, or by that name alone. */
export function fillString(
  schema: JsonObject,
  source: FillSource,
  position: FillPosition,
): FilledValue {
  const byFormat = fillFormat(schema["format"], source, position);
  if (byFormat !== undefined) return byFormat;
  const hint = position.key;
  const found = findLabelled(source.request, hint) ?? findByName(hint, source, position);
  if (found !== undefined) return { value: fitLength(found, schema), isEvident: true };
  if (typeof schema["default"] === "string") return { value: schema["default"], isEvident: false };
  if (source.isSparse) {
    const { quotations, names } = source.facts;
    const value = quotations[0] ?? names[0] ?? searchWords(source.request);
    return { value: fitLength(value, schema), isEvident: false };
  }
  return { value: fitLength(inventText(source, position), schema), isEvident: false };
}

function findByName(key: string, source: FillSource, position: FillPosition): string | undefined {
  for (const [pattern, find] of finders) {
    const found = pattern.test(key) ? find(source, position) : undefined;
    if (found !== undefined && found !== "") return found;
  }
  return undefined;
}

/** "color is red", "color: red", "color = red". */
function findLabelled(request: string, key: string): string | undefined {
  const label = key
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .split(/[\s_-]+/u)
    .map((word) => escapePattern(word))
    .join("[\\s_-]+");
  if (label.length < 3) return undefined;
  const match = new RegExp(
    `(?<!\\p{L})${label}\\s*(?::|=|\\bis\\b|\\bto be\\b)\\s*["“]?([^\\s"”,;.!?][^"”,;.!?\\n]{0,60})`,
    "iu",
  ).exec(request);
  const value = match?.[1]?.trim().split(/\s+(?:and|with|for|in)\s+/u)[0];
  return value === undefined || /^(?:the|a|an|my|it|that|not|there)$/iu.test(value)
    ? undefined
    : value;
}

function fillFormat(
  format: unknown,
  { facts }: FillSource,
  { ordinal }: FillPosition,
): FilledValue | undefined {
  const choose = (found: readonly string[], fallback: string): FilledValue => ({
    value: found[ordinal] ?? found[0] ?? fallback,
    isEvident: found.length > 0,
  });
  switch (format) {
    case "date": {
      return choose(facts.dates, "2026-01-01");
    }
    case "date-time": {
      return choose(
        facts.dates.map((date) => `${date}T00:00:00Z`),
        "2026-01-01T00:00:00Z",
      );
    }
    case "time": {
      return choose([], "12:00:00Z");
    }
    case "email": {
      return choose(facts.emails, "ada@example.com");
    }
    case "uri":
    case "url": {
      return choose(facts.urls, "https://example.com/");
    }
    case "uuid": {
      return choose([], `00000000-0000-4000-8000-${String(ordinal).padStart(12, "0")}`);
    }
    case "ipv4": {
      return choose([], "192.0.2.1");
    }
    default: {
      return undefined;
    }
  }
}

/** A phrase that reads well where the text says nothing: built from the topic and the property's name. */
function inventText({ topic, answer }: FillSource, { key, ordinal }: FillPosition): string {
  const label = key
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replaceAll(/[\s_-]+/gu, " ")
    .toLowerCase();
  if (/^(?:name|title|headline|label|subject|topic)$/iu.test(label)) {
    const title = topic.charAt(0).toUpperCase() + topic.slice(1);
    return ordinal === 0 ? title : `${title} ${ordinal + 1}`;
  }
  if (prose.test(label)) return answer;
  const singular = label.replace(/(?<=[^s])s$/u, "") || "item";
  return `${singular.charAt(0).toUpperCase()}${singular.slice(1)} ${ordinal + 1} of ${topic}`;
}

/** A request without the words that only ask: "Please search the docs for refund rules." gives "refund rules". */
function searchWords(request: string): string {
  // Tags and fences of a prompt are not searched for.
  const last = request.split(/\n+/u).findLast((line) => /^\s*[^\s<`]/u.test(line)) ?? request;
  const plain = last
    .replace(/^(?:please|can you|could you|would you)\s+/iu, "")
    .replace(
      /^(?:search|look|find|query)(?:\s+(?:up|for|in|the|our|my|docs?|documents?|documentation|web|internet|knowledge base|database|handbook|information|out|about|on))*\s+/iu,
      "",
    )
    .trim();
  return (plain === "" ? last : plain).slice(0, 300);
}

function fitLength(text: string, schema: JsonObject): string {
  const minimum = typeof schema["minLength"] === "number" ? schema["minLength"] : 0;
  const maximum = typeof schema["maxLength"] === "number" ? schema["maxLength"] : Infinity;
  return text.slice(0, maximum).padEnd(minimum, ".");
}
