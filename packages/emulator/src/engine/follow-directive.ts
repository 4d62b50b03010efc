import type { Question } from "./find-question.ts";
import { findTopic } from "./find-topic.ts";
import { splitSentences } from "./split-sentences.ts";

const maximumCount = 5000;

/** Does what a message says to write: repeat, count, list, summarize, rephrase or write about. */
export function followDirective({ request, text, passages }: Question): string | undefined {
  return (
    repeat(request) ??
    count(request) ??
    condense(request) ??
    summarize(
      request,
      passages.map((passage) => passage.text),
    ) ??
    entitle(text) ??
    writeAbout(text)
  );
}

function repeat(request: string): string | undefined {
  const match =
    /^(?:please\s+)?(?:say|repeat|echo|reply with|respond with|answer with|output|print)(?:\s+(?:exactly|only|just|the words?|the text|this|after me|back))*\s*:?\s+(?<said>.+)$/isu.exec(
      request.trim(),
    );
  const said = match?.groups?.["said"]?.trim();
  if (said === undefined || said.length > 2000) return undefined;
  const quoted = /^["'“`](?<inner>.*?)["'”`][.!]?$/su.exec(said)?.groups?.["inner"];
  return quoted ?? (said.length > 1 ? said.replace(/\.$/u, "") : said);
}

function count(request: string): string | undefined {
  const match =
    /\bcount\b[^\d]*(?:from\s+)?(?<first>\d+)\s*(?:to|until|up to|[-–])\s*(?<last>\d+)/iu.exec(
      request,
    );
  const upTo = /\bcount\b\D*\bto\s+(?<last>\d+)/iu.exec(request);
  const groups = match?.groups ?? upTo?.groups;
  if (groups === undefined) return undefined;
  const first = Number(groups["first"] ?? 1);
  const last = Math.min(Number(groups["last"]), first + maximumCount);
  return Array.from(
    { length: Math.max(0, last - first + 1) },
    (_number, index) => first + index,
  ).join(" ");
}

/** Frameworks ask to rewrite a follow-up as a question of its own; the follow-up will do. */
function condense(request: string): string | undefined {
  if (!/(?:standalone|rephrased|rewritten) (?:question|query|message)\s*:?\s*$/iu.test(request)) {
    return undefined;
  }
  return /follow[ -]?up[^:\n]*:\s*(?<question>.+)/iu.exec(request)?.groups?.["question"]?.trim();
}

function summarize(request: string, passages: readonly string[]): string | undefined {
  if (!/\bsummar(?:y|i[sz]e)\b|\btl;?dr\b/iu.test(request)) return undefined;
  const own = splitSentences(request).filter(
    (sentence) => !/\bsummar(?:y|i[sz]e)\b|\btl;?dr\b/iu.test(sentence),
  );
  const sentences = passages.length > own.length ? passages : own;
  if (sentences.length < 2) return undefined;
  const step = Math.max(1, Math.ceil(sentences.length / 3));
  return sentences.filter((_sentence, index) => index % step === 0).join(" ");
}

function entitle(question: string): string | undefined {
  if (!/\b(?:short|concise|brief)?\s*title\b/iu.test(question) || question.length > 400) {
    return undefined;
  }
  const topic = findTopic(question.replace(/^.*\btitle\b[^:]*:?\s*/isu, ""));
  return topic.charAt(0).toUpperCase() + topic.slice(1);
}

function writeAbout(question: string): string | undefined {
  const match =
    /^(?:please\s+)?(?:write|compose|tell me|generate|create|draft|list|give me)\b.*?(?:(?<number>\d+|two|three|four|five|ten)\s+)?(?<form>sentences?|words?|poem|haiku|story|essay|paragraphs?|article|facts|ideas|reasons|tips|items|lines|joke|email)\b/isu.exec(
      question,
    );
  if (match === null) return undefined;
  const topic = findTopic(question);
  const form = (match.groups?.["form"] ?? "").toLowerCase();
  const number = readNumber(match.groups?.["number"]);
  if (form === "haiku") return `Quiet ${topic},\na local server listens;\npieces of text fall.`;
  if (/^(?:facts|ideas|reasons|tips|items)$/u.test(form)) {
    const kind = form.replace(/s$/u, "");
    return Array.from(
      { length: number ?? 3 },
      (_item, index) =>
        `${index + 1}. The ${ordinals[index] ?? `${index + 1}th`} ${kind} about ${topic}.`,
    ).join("\n");
  }
  const usual = /^sentence$|joke|poem/u.test(form)
    ? 1
    : /essay|article|story|email/u.test(form)
      ? 8
      : 3;
  const length = form.startsWith("word") ? Math.ceil((number ?? 50) / 10) : (number ?? usual);
  return Array.from({ length: Math.min(length, 400) }, (_sentence, index) =>
    (frames[index % frames.length] ?? "").replace("%", topic),
  ).join(" ");
}

const ordinals = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "sixth",
  "seventh",
  "eighth",
  "ninth",
  "tenth",
];

const frames = [
  "This is a sentence about %.",
  "There is more to say about % than an emulator knows.",
  "A real model would now tell you something surprising about %.",
  "Whoever thinks of % soon thinks of what comes next.",
  "So the text about % goes on, piece by piece, as a stream does.",
];

function readNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const words: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, ten: 10 };
  return words[text.toLowerCase()] ?? Math.min(Number(text), 2000);
}
